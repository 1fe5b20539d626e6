using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.History;
using EventOps.Projections.Shared;

namespace EventOps.Projections.Agendas;

/// <summary>A part of a page beside its slots, and what is said of it.</summary>
internal sealed record Part(string Noun, Guid? Id, Guid? TalkId, string? Name, Facet[] Fields);

/// <summary>What an agenda says of each of its parts, under keys that stay the same while the part does.</summary>
internal static class AgendaFaces
{
    /// <summary>Slots by the key that calendars know them by: a talk that moves to another slot is the same line.</summary>
    public static OrderedDictionary<Guid, TimetableSlot> Keyed(Timetable timetable)
    {
        var slots = timetable.Slots.Select(slot => (slot.SlotId, slot.Talk?.TalkId)).ToList();
        var keyed = new OrderedDictionary<Guid, TimetableSlot>();
        foreach (var slot in timetable.Slots)
            keyed.TryAdd(SlotLedger.KeyOf(slots, slot.SlotId), slot);
        return keyed;
    }

    public static Facet[] Of(TimetableSlot slot) =>
    [
        new("time", (slot.Day, slot.Start, slot.End)), new("room", slot.Room), new("track", slot.Track), new("title", TitleOf(slot)),
        new("speakers", slot.Talk?.Speakers), new("text", slot.Talk is { } talk ? TextOf(talk) : null),
    ];

    public static SlotFace Of(MeetupHeader meetup, TimetableSlot slot) => new(
        slot.SlotId, slot.Talk?.TalkId, slot.Kind, TitleOf(slot), slot.Day, meetup.DateOf(slot.Day), slot.Start, slot.End,
        slot.Room, slot.Track, slot.Talk?.Speakers ?? []);

    /// <summary>Talks without a slot.</summary>
    public static OrderedDictionary<Guid, Part> OfUnplaced(Timetable timetable) => Keyed(timetable.Unplaced.Select(talk => new Part(
        "talk", talk.TalkId, talk.TalkId, talk.Title,
        [new("title", talk.Title), new("speakers", talk.Speakers), new("text", TextOf(talk))])));

    /// <summary>All that a release holds: slots and talks without one.</summary>
    public static Dictionary<Guid, Facet[]> OfProgramme(Programme programme)
    {
        var timetable = Timetable.Of(programme);
        var faces = Keyed(timetable).ToDictionary(pair => pair.Key, pair => Of(pair.Value));
        foreach (var (key, part) in OfUnplaced(timetable))
            faces[key] = part.Fields;
        return faces;
    }

    /// <summary>What never waits for a release: the meetup itself, slides and recordings.</summary>
    public static OrderedDictionary<Guid, Part> OfRest(MeetupHeader meetup, Material material) => Keyed(
    [
        new("meetup", null, null, meetup.Title, OfHeader(meetup)),
        .. material.Slides.Select(deck => new Part("slides", deck.SlidesId, deck.TalkId, deck.Title,
            [new("title", deck.Title), new("url", deck.Url), new("status", deck.Status), new("availableFrom", deck.AvailableFrom)])),
        .. material.Recordings.Select(r => new Part("recording", r.RecordingId, r.TalkId, r.Title, [new("title", r.Title), new("url", r.Url)])),
    ]);

    private static Facet[] OfHeader(MeetupHeader m) =>
    [
        .. Facets.Of(new MeetupDetails(m.Title, m.Theme, m.Summary, m.Series, m.Tags, m.Language, m.Cover)),
        .. Facets.Of(new MeetupTime(m.Start, m.End, m.Zone)), .. Facets.Of(new MeetupPlace(m.Form, m.Venue, m.StreamUrl)),
        new("status", m.Status), new("registration", m.Registration), new("organisers", m.Organisers), new("channels", m.Channels),
    ];

    private static OrderedDictionary<Guid, Part> Keyed(IEnumerable<Part> parts)
    {
        var keyed = new OrderedDictionary<Guid, Part>();
        foreach (var part in parts)
            keyed.TryAdd(part.Id ?? Guid.Empty, part);
        return keyed;
    }

    private static string? TitleOf(TimetableSlot slot) => slot.Talk?.Title ?? slot.Title;

    private static (string?, ValueList<string>, string?, TalkKind) TextOf(TalkCard talk) =>
        (talk.Abstract, talk.Takeaways, talk.Language, talk.Kind);
}
