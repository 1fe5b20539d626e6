using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using EventOps.Formats.Shared;
using EventOps.Projections.Agendas;
using NodaTime.Text;

namespace EventOps.Formats.Schedules;

/// <summary>The agenda as schedule.json, version 1 of the format beside schedule.xml (https://c3voc.de/schedule/schema.json).</summary>
public static class ScheduleJson
{
    public const string ContentType = "application/json; charset=utf-8";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="agenda">As released; before the first release its days are empty.</param>
    public static byte[] Of(AgendaView agenda, SlotLedger ledger, SiteAddresses site)
    {
        var schedule = Schedule.Of(agenda, ledger, site);
        return JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["generator"] = new JsonObject { ["name"] = Schedule.Generator },
                ["schedule"] = new JsonObject
                {
                    ["version"] = schedule.Version,
                    ["conference"] = Conference(schedule),
                },
            },
            Options);
    }

    private static JsonObject Conference(Schedule schedule)
    {
        var conference = new JsonObject
        {
            ["acronym"] = schedule.Acronym,
            ["title"] = schedule.Title,
            ["start"] = LocalDatePattern.Iso.Format(schedule.First),
            ["end"] = LocalDatePattern.Iso.Format(schedule.Last),
            ["daysCount"] = schedule.Days.Count,
            ["timeslot_duration"] = "00:05",
            ["time_zone_name"] = schedule.Zone,
            ["tracks"] = new JsonArray([.. schedule.Tracks.Select(track => new JsonObject { ["name"] = track })]),
            ["days"] = new JsonArray([.. schedule.Days.Select(day => Day(schedule, day))]),
        };
        if (schedule.Url is { } url)
            conference.Insert(2, "url", url);
        return conference;
    }

    private static JsonObject Day(Schedule schedule, ScheduleDay day) => new()
    {
        ["index"] = day.Index,
        ["date"] = LocalDatePattern.Iso.Format(day.Date),
        ["day_start"] = OffsetDateTimePattern.Rfc3339.Format(day.Start),
        ["day_end"] = OffsetDateTimePattern.Rfc3339.Format(day.End),
        ["rooms"] = new JsonObject(day.Rooms.Select(room => KeyValuePair.Create(
            room.Name, (JsonNode?)new JsonArray([.. room.Events.Select(held => Event(schedule, held))])))),
    };

    private static JsonObject Event(Schedule schedule, ScheduleEvent held) => new()
    {
        ["guid"] = held.Id.ToString(),
        ["code"] = held.Code,
        ["id"] = held.Number,
        ["date"] = OffsetDateTimePattern.Rfc3339.Format(held.Date),
        ["start"] = held.Start,
        ["duration"] = held.Length,
        ["room"] = held.Room,
        ["slug"] = $"{schedule.Acronym}-{held.Number:D4}",
        // Required and an address: without a known one of ours it names the event itself.
        ["url"] = held.Url ?? $"urn:uuid:{held.Id}",
        ["title"] = held.Title,
        ["subtitle"] = "",
        ["track"] = held.Track,
        ["type"] = held.Type,
        ["language"] = held.Language,
        ["abstract"] = held.Abstract,
        ["description"] = held.Description,
        ["persons"] = new JsonArray([.. held.Persons.Select(Person)]),
        ["links"] = Links([.. held.Slides, .. held.Recordings]),
        ["attachments"] = Links(held.Slides),
    };

    private static JsonObject Person(SchedulePerson person) => new()
    {
        ["guid"] = person.Id.ToString(),
        ["name"] = person.Name,
        ["biography"] = person.Biography,
    };

    private static JsonArray Links(IReadOnlyList<ScheduleLink> links) => new(
        [.. links.Select(link => new JsonObject { ["url"] = link.Url, ["title"] = link.Title, ["type"] = link.Type })]);
}
