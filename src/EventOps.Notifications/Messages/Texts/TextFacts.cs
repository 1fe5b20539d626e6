using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Notifications.Messages.Texts;

/// <summary>
/// What a message says, as the tables of texts ask for it. What is missing or of another shape than expected is absent,
/// never an exception: a newer version may have written it.
/// </summary>
internal sealed class TextFacts(JsonElement message, Tongue tongue)
{
    private const int LongestText = 300;
    private const int LongestAddress = 1500;

    private readonly JsonElement data = In(message, "data");

    public string Type => Of(message, "type") ?? "";

    public string Meetup => Of(In(data, "meetup"), "title") ?? Say("（未命名）", "(no title)");

    public string? Talk => Of(In(data, "talk"), "title");

    public string? Speakers => In(In(data, "talk"), "speakers") is { ValueKind: JsonValueKind.Array } names
        ? Known(string.Join(Say("、", ", "), names.EnumerateArray().Select(Cleaned).Where(name => name.Length > 0)))
        : null;

    public string? When => Span(In(data, "meetup"), "start", "end", "zone");

    public string? Was => Span(Fact, "oldStart", "oldEnd", "oldZone");

    public TextLink? Agenda => Link(In(data, "links"), "agenda", Say("查看活动页面", "Open the meetup page"));

    public TextLink? Recap => Link(In(data, "links"), "recap", Say("查看活动回顾", "Open the recap"));

    private JsonElement Fact => In(data, "fact");

    public string Say(string zh, string en) => tongue.Say(zh, en);

    /// <summary>A text of the fact as one harmless line; null when there is none or nothing of it can be seen.</summary>
    public string? Text(string name) => Of(Fact, name);

    public bool Is(string name) => In(Fact, name).ValueKind == JsonValueKind.True;

    public int? Number(string name) => In(Fact, name) is { ValueKind: JsonValueKind.Number } n && n.TryGetInt32(out var i) ? i : null;

    public TextLink? Link(string name, string text) => Link(Fact, name, text);

    /// <summary>A local date-time of the fact, in the meetup's zone.</summary>
    public string? Moment(string name) => Moment(Fact, name) is { } moment && Of(In(data, "meetup"), "zone") is { } zone
        ? tongue.Moment(moment, zone)
        : null;

    /// <summary>Whether two date-times of the fact are on the same day.</summary>
    public bool SameDay(string one, string other) => Moment(Fact, one)?.Date == Moment(Fact, other)?.Date;

    /// <summary>Two times of day on a counted day, like those of a slot.</summary>
    public string? Slot(string day, string start, string end) => (Number(day), Time(start), Time(end)) switch
    {
        ({ } d, { } s, { } e) => Say($"第 {d} 天 {Tongue.Span(s, e)}", $"Day {d}, {Tongue.Span(s, e)}"),
        _ => null,
    };

    /// <summary>Where people go, from a form and a venue of the fact.</summary>
    public string Place(string form, string venue)
    {
        var there = (Of(In(Fact, venue), "name"), Of(In(Fact, venue), "address")) switch
        {
            (null, null) => Say("场地待定", "Venue to be announced"),
            (var name, null) => name,
            (null, var address) => address,
            var (name, address) => Say($"{name}（{address}）", $"{name}, {address}"),
        };
        return Text(form) switch
        {
            "online" => Say("线上", "Online"),
            "hybrid" => Say($"{there}，同步线上", $"{there}, and online"),
            _ => there,
        };
    }

    private string? Span(JsonElement of, string start, string end, string zone) =>
        Moment(of, start) is { } from && Of(of, zone) is { } place ? tongue.Span(from, Moment(of, end), place) : null;

    private LocalTime? Time(string name) =>
        Of(Fact, name) is { } text && LocalTimePattern.ExtendedIso.Parse(text.Length == 5 ? text + ":00" : text) is { Success: true } time
            ? time.Value
            : null;

    private static LocalDateTime? Moment(JsonElement of, string name) =>
        Of(of, name) is { } text && LocalDateTimePattern.ExtendedIso.Parse(text) is { Success: true } moment ? moment.Value : null;

    private static TextLink? Link(JsonElement of, string name, string text) =>
        In(of, name) is { ValueKind: JsonValueKind.String } address && Uri.TryCreate(address.GetString(), UriKind.Absolute, out var link)
        && link.Scheme is "http" or "https" && link.UserInfo.Length == 0 && link.AbsoluteUri.Length <= LongestAddress
            ? new TextLink(text, link)
            : null;

    private static string? Of(JsonElement of, string name) => Known(Cleaned(In(of, name)));

    private static string? Known(string text) => text.Length == 0 ? null : text;

    private static string Cleaned(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? PlainLine.Cut(PlainLine.Of(value.GetString()!), LongestText) : "";

    private static JsonElement In(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found) ? found : default;
}
