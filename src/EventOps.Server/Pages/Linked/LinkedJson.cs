using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using EventOps.Projections.Shared;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Server.Pages.Linked;

/// <summary>How schema.org is written into a page.</summary>
internal static class LinkedJson
{
    // This encoder writes < > & ' as escapes, so that nothing in a title can end the script element around it.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Page(this JsonObject thing)
    {
        thing.Insert(0, "@context", "https://schema.org");
        return thing.ToJsonString(Options);
    }

    /// <summary>What is not known is left out.</summary>
    public static JsonObject WithoutNothing(this JsonObject json)
    {
        foreach (var (name, value) in json.ToList())
        {
            if (value is null or JsonArray { Count: 0 })
                json.Remove(name);
        }

        return json;
    }

    public static JsonArray List(IEnumerable<JsonObject> things) => new([.. things]);

    public static string Time(Instant at, string zone) =>
        OffsetDateTimePattern.Rfc3339.Format(at.InZone(DateTimeZoneProviders.Tzdb[zone]).ToOffsetDateTime());

    public static JsonObject Person(SpeakerLine speaker) => new JsonObject
    {
        ["@type"] = "Person",
        ["name"] = speaker.Name ?? speaker.Alias,
        ["alternateName"] = speaker.Name is null ? null : speaker.Alias,
    }.WithoutNothing();

    /// <summary>Each once; who is not known yet has no name to be listed by.</summary>
    public static JsonArray People(IEnumerable<SpeakerLine> speakers) => List(
        speakers.Where(speaker => (speaker.Name ?? speaker.Alias) is not null).DistinctBy(speaker => speaker.SpeakerId).Select(Person));

    /// <summary>The community as who it is.</summary>
    public static JsonObject Community(PageContext page) => new JsonObject
    {
        ["@type"] = "Organization",
        ["name"] = page.CommunityName,
        ["url"] = page.World($"/{Uri.EscapeDataString(page.Community)}"),
        ["logo"] = page.Logo is { } logo ? page.World(logo) : WebLinks.Safe(page.Look?.Logo),
    }.WithoutNothing();

    public static JsonObject Organization(string name, string? url = null) =>
        new JsonObject { ["@type"] = "Organization", ["name"] = name, ["url"] = WebLinks.Safe(url) }.WithoutNothing();
}
