using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Projections.Agendas;

/// <summary>A slot as one release showed it.</summary>
/// <param name="Title">Of its talk, or its own; absent when it has neither.</param>
public sealed record SlotFace(
    Guid SlotId, Guid? TalkId, SlotKind Kind, string? Title, int Day, LocalDate Date, LocalTime Start, LocalTime End,
    string? Room, string? Track, ValueList<SpeakerLine> Speakers);

public enum SlotChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>What became of one slot between two releases.</summary>
/// <param name="Before">Absent when it was added.</param>
/// <param name="After">Absent when it was removed.</param>
/// <param name="What">Of a changed one: any of <c>time</c>, <c>room</c>, <c>track</c>, <c>title</c>, <c>speakers</c>, <c>text</c>.</param>
public sealed record SlotChange(SlotChangeKind Kind, SlotFace? Before, SlotFace? After, ValueList<string> What);

/// <summary>What moved between two releases of an agenda, in the order of the later one; what left comes last.</summary>
public sealed record AgendaDiff(MeetupHeader Meetup, ReleaseNote From, ReleaseNote To, ValueList<SlotChange> Changes)
{
    /// <summary>Null when there is no such release. Dates are those of the meetup as it is now.</summary>
    public static AgendaDiff? Between(IEnumerable<Fact> facts, int from, int to)
    {
        AgendaPage? page = null;
        var releases = new Dictionary<int, AgendaRelease>();
        foreach (var fact in facts)
        {
            page = AgendaPage.On(page, fact);
            if (page.Released is { } released)
                releases.TryAdd(released.Note.Number, released);
        }

        return releases.TryGetValue(from, out var earlier) && releases.TryGetValue(to, out var later)
            ? new(page!.Meetup, earlier.Note, later.Note, ChangesOf(page.Meetup, earlier.Timetable, later.Timetable))
            : null;
    }

    private static ValueList<SlotChange> ChangesOf(MeetupHeader meetup, Timetable before, Timetable after)
    {
        var old = Keyed(before);
        var now = Keyed(after);
        var changes = new List<SlotChange>();
        foreach (var (key, slot) in now)
        {
            if (!old.TryGetValue(key, out var was))
                changes.Add(new(SlotChangeKind.Added, null, Face(meetup, slot), []));
            else if (Differences(was, slot) is { Count: > 0 } what)
                changes.Add(new(SlotChangeKind.Changed, Face(meetup, was), Face(meetup, slot), what));
        }

        changes.AddRange(old.Where(pair => !now.ContainsKey(pair.Key))
            .Select(pair => new SlotChange(SlotChangeKind.Removed, Face(meetup, pair.Value), null, [])));
        return [.. changes];
    }

    private static OrderedDictionary<Guid, TimetableSlot> Keyed(Timetable timetable)
    {
        var slots = timetable.Slots.Select(slot => (slot.SlotId, slot.Talk?.TalkId)).ToList();
        var keyed = new OrderedDictionary<Guid, TimetableSlot>();
        foreach (var slot in timetable.Slots)
            keyed.TryAdd(SlotLedger.KeyOf(slots, slot.SlotId), slot);
        return keyed;
    }

    private static ValueList<string> Differences(TimetableSlot before, TimetableSlot after) =>
    [
        .. new (string What, bool Differs)[]
        {
            ("time", (before.Day, before.Start, before.End) != (after.Day, after.Start, after.End)),
            ("room", before.Room != after.Room),
            ("track", before.Track != after.Track),
            ("title", TitleOf(before) != TitleOf(after)),
            ("speakers", before.Talk?.Speakers != after.Talk?.Speakers),
            ("text", TextOf(before) != TextOf(after)),
        }.Where(part => part.Differs).Select(part => part.What),
    ];

    private static SlotFace Face(MeetupHeader meetup, TimetableSlot slot) => new(
        slot.SlotId, slot.Talk?.TalkId, slot.Kind, TitleOf(slot), slot.Day, meetup.DateOf(slot.Day), slot.Start, slot.End,
        slot.Room, slot.Track, slot.Talk?.Speakers ?? []);

    private static string? TitleOf(TimetableSlot slot) => slot.Talk?.Title ?? slot.Title;

    private static (string?, ValueList<string>, string?, TalkKind?) TextOf(TimetableSlot slot) =>
        (slot.Talk?.Abstract, slot.Talk?.Takeaways ?? [], slot.Talk?.Language, slot.Talk?.Kind);
}
