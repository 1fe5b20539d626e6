using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Notifications.Messages;

namespace EventOps.Notifications.Tests.Messages;

/// <summary>Schemas and the table for people say of every type what its messages are; <c>ajv</c> judges.</summary>
public sealed class MessageSchemasTests(Judges judges) : IClassFixture<Judges>
{
    private static readonly MessageWriter Writer = new(null);

    [Fact]
    public async Task every_message_fits_the_schema_of_its_type_with_all_fields_and_with_the_least()
    {
        Assert.NotNull(judges);
        var messages = MeetupEvent.Names.Types.SelectMany(type => new[] { Written(type, filled: true), Written(type, filled: false) }).ToList();

        var verdicts = await Judges.Validate(messages.Select(message => (SchemaOf(message), message.GetProperty("data"))));

        Assert.Equal(2 * MessageTypes.All.Count, verdicts.Length);
        Assert.Empty(messages.Zip(verdicts).Where(pair => pair.Second is not null).Select(pair => $"{pair.First.GetProperty("type")}: {pair.Second}"));
    }

    [Fact]
    public async Task a_schema_is_not_content_with_everything()
    {
        Assert.NotNull(judges);
        var wrong = MeetupEvent.Names.Types.SelectMany(type => Broken(Written(type, filled: true))).ToList();

        var verdicts = await Judges.Validate(wrong.Select(pair => (pair.Schema, pair.Data)));

        Assert.True(wrong.Count > 3 * MessageTypes.All.Count, $"Only {wrong.Count} of them.");
        Assert.Empty(wrong.Zip(verdicts).Where(pair => pair.Second is null).Select(pair => $"{pair.First.What} passes."));
    }

    [Fact]
    public async Task a_test_message_fits_its_schema()
    {
        Assert.NotNull(judges);
        var message = JsonElement.Parse(MessageWriter.WriteTest(History.Id(1, 1), "sofa", History.Id(1, 2), History.Recorded).Span);

        Assert.Null(Assert.Single(await Judges.Validate([(SchemaOf(message), message.GetProperty("data"))])));
    }

    [Fact]
    public void a_message_names_its_schema_by_an_address_or_not_at_all()
    {
        var (stored, happened) = Stored(typeof(SlidesPublished), filled: true);
        var named = new MessageWriter(new Uri("https://meetups.example.org/")).Write(stored, happened, Samples.Meetup);

        Assert.Equal(
            "https://meetups.example.org/schemas/eventops.slides.published.v1.json",
            JsonElement.Parse(named.Body.Span).GetProperty("dataschema").GetString());
        Assert.False(Written(typeof(SlidesPublished), filled: true).TryGetProperty("dataschema", out _));
    }

    [Fact]
    public void the_table_for_people_names_every_type_and_who_hears_of_it()
    {
        var rows = File.ReadAllLines(Documentation()).Where(line => line.StartsWith("| `eventops.", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(row => row.Length == 5)
            .Select(row => $"{row[1].Trim('`')} {row[3]}");

        Assert.Equal(MessageTypes.All.Select(type => $"{type.Name} {Who(type.Audience)}"), rows);
    }

    private static string Who(Audience audience) => audience switch
    {
        Audience.Public => "public",
        Audience.Draft => "draft",
        _ => "once published",
    };

    // The data without each part in turn, and with a number for each text.
    private static IEnumerable<(string What, JsonElement Schema, JsonElement Data)> Broken(JsonElement message)
    {
        var data = message.GetProperty("data");
        foreach (var part in (string[])["meetup", "fact", "links"])
        {
            yield return ($"{message.GetProperty("type")} without {part}", SchemaOf(message), Changed(data, json => json.Remove(part)));
            foreach (var text in data.GetProperty(part).EnumerateObject().Where(field => field.Value.ValueKind is JsonValueKind.String))
                yield return (
                    $"{message.GetProperty("type")} with a number for {part}.{text.Name}", SchemaOf(message),
                    Changed(data, json => json[part]![text.Name] = 7));
        }
    }

    private static JsonElement Changed(JsonElement data, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(data.GetRawText())!.AsObject();
        change(json);
        return JsonSerializer.SerializeToElement(json);
    }

    private static JsonElement SchemaOf(JsonElement message) =>
        JsonElement.Parse(MessageSchemas.Find(message.GetProperty("type").GetString()!)!.Value.Span);

    private static JsonElement Written(Type type, bool filled)
    {
        var (stored, happened) = Stored(type, filled);
        return JsonElement.Parse(Writer.Write(stored, happened, Samples.Meetup).Body.Span);
    }

    private static (RecordedEvent Stored, MeetupEvent Happened) Stored(Type type, bool filled)
    {
        var happened = FullEvent.Of(type, filled);
        return (new History().Then(happened).Events[0], happened);
    }

    private static string Documentation([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "notifications.md");
}
