using System.Text.Json;

namespace EventOps.Formats.Importing.Files;

/// <summary>Reads schedule.json, version 1. What has another type than the format gives it counts as missing.</summary>
internal static class ScheduleJsonReader
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static RawSchedule? Read(string text, Findings findings)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Lenient);
            return Of(json.RootElement, "schedule") is { } schedule && Of(schedule, "conference") is { } conference
                ? Schedule(Text(Of(json.RootElement, "generator"), "name"), conference)
                : ScheduleXmlReader.NotOne(findings);
        }
        catch (JsonException e)
        {
            findings.Error("schedule.unreadable", "The file is no JSON, or one that is nested too deep.", (int)Math.Min((e.LineNumber ?? 0) + 1, int.MaxValue));
            return null;
        }
    }

    private static RawSchedule Schedule(string? generator, JsonElement conference) => new(
        generator, Text(conference, "title"), Text(conference, "acronym"), Text(conference, "url"), Text(conference, "time_zone_name"),
        [.. Items(conference, "days").Select(day => new RawDay(1, Text(day, "date"), Text(day, "day_start"), Text(day, "day_end"), [.. Events(day)]))]);

    private static IEnumerable<RawEvent> Events(JsonElement day) => Of(day, "rooms") is not { } rooms ? [] : rooms.EnumerateObject()
        .Where(room => room.Value.ValueKind is JsonValueKind.Array)
        .SelectMany(room => room.Value.EnumerateArray().Where(held => held.ValueKind is JsonValueKind.Object).Select(held => Event(held, room.Name)));

    private static RawEvent Event(JsonElement held, string room) => new(
        1, Text(held, "guid"), Text(held, "room") ?? room, Text(held, "title"), Text(held, "type"), Text(held, "date"), Text(held, "start"), Text(held, "duration"))
    {
        Subtitle = Text(held, "subtitle"), Track = Text(held, "track"), Language = Text(held, "language"), Abstract = Text(held, "abstract"),
        Description = Text(held, "description"), Url = Text(held, "url"), Video = Text(held, "video_download_url"),
        Persons = [.. Items(held, "persons").Select(person => new RawPerson(
            Text(person, "guid"), Text(person, "name") ?? Text(person, "public_name"), Text(person, "biography")))],
        Links = Links(held, "links"), Attachments = Links(held, "attachments"),
    };

    private static IReadOnlyList<RawLink> Links(JsonElement held, string list) =>
        [.. Items(held, list).Select(link => new RawLink(Text(link, "url"), Text(link, "title"), Text(link, "type")))];

    private static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object) : [];

    private static JsonElement? Of(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var child) && child.ValueKind is JsonValueKind.Object ? child : null;

    private static string? Text(JsonElement? parent, string name) =>
        parent is { } there && there.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;
}
