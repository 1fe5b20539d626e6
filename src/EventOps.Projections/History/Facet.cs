using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Projections.History;

/// <summary>One thing that is said of a part of a meetup, under a stable name.</summary>
/// <param name="Value">A text, number, time, enum value, venue or list of texts; null when nothing is said.</param>
public sealed record Facet(string Field, object? Value);

/// <summary>What parts of a meetup say, field by field, so that any two of a kind can be told apart.</summary>
internal static class Facets
{
    public static Facet[] Of(MeetupDetails d) =>
    [
        new("title", d.Title), new("theme", d.Theme), new("summary", d.Summary), new("series", d.Series), new("tags", List(d.Tags)),
        new("language", d.Language), new("cover", d.Cover),
    ];

    public static Facet[] Of(MeetupTime t) => [new("start", t.Start), new("end", t.End), new("zone", t.Zone)];

    public static Facet[] Of(MeetupPlace p) => [new("form", p.Form), new("venue", p.Venue), new("streamUrl", p.StreamUrl)];

    public static Facet[] Of(Speaker s) =>
    [
        new("name", s.Name), new("alias", s.Alias), new("organisation", s.Organisation), new("role", s.Role), new("bio", s.Bio),
    ];

    /// <param name="meetup">Knows what the speakers are called.</param>
    public static Facet[] Of(Talk t, Meetup meetup) =>
    [
        new("title", t.Title), new("kind", t.Kind), new("abstract", t.Abstract), new("takeaways", List(t.Takeaways)),
        new("language", t.Language), new("speakers", Names(t.Speakers, meetup)),
    ];

    public static Facet[] Of(Slot s) =>
        [new("day", s.Day), new("start", s.Start), new("end", s.End), new("room", s.Room), new("track", s.Track)];

    public static Facet[] Of(Deck d) =>
        [new("title", d.Title), new("url", d.Url), new("status", d.Status), new("availableFrom", d.AvailableFrom)];

    public static Facet[] Of(Recording r) => [new("title", r.Title), new("url", r.Url)];

    public static Facet[] Of(Channel c) =>
    [
        new("kind", c.Kind), new("name", c.Name), new("number", c.Number), new("url", c.Url), new("picture", c.Picture),
    ];

    public static Facet[] Of(Organiser o) => [new("name", o.Name), new("role", o.Role), new("url", o.Url)];

    public static Facet[] Of(Reference r) => [new("title", r.Title), new("url", r.Url)];

    public static Facet[] Of(Photos p) => [new("title", p.Title), new("url", p.Url), new("kind", p.Kind)];

    public static Facet[] Of(Registration r) => [new("url", r.Url), new("closesAt", r.ClosesAt)];

    // An empty list says as much as none.
    private static ValueList<string>? List(ValueList<string> texts) => texts.Count == 0 ? null : texts;

    private static ValueList<string>? Names(ValueList<TalkSpeaker> speakers, Meetup meetup) => List(
        [.. speakers.Select(s => meetup.Speakers.GetValueOrDefault(s.SpeakerId) is { } known ? known.Name ?? known.Alias ?? "?" : "?")]);
}
