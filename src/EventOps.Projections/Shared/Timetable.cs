using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Projections.Shared;

/// <summary>A speaker as a talk names them.</summary>
public sealed record SpeakerLine(
    Guid SpeakerId, string? Name, string? Alias, string? Organisation, string? Role, string? Bio, SpeakerPart Part);

/// <summary>A talk with everything it says about itself, so that nothing has to be looked up elsewhere later.</summary>
public sealed record TalkCard(
    Guid TalkId, string Title, TalkKind Kind, string? Abstract, ValueList<string> Takeaways, string? Language,
    ValueList<SpeakerLine> Speakers);

/// <summary>A slot and its talk. The day counts from 1: the date follows when the meetup is moved.</summary>
public sealed record TimetableSlot(
    Guid SlotId, SlotKind Kind, string? Title, int Day, LocalTime Start, LocalTime End, string? Room, string? Track,
    TalkCard? Talk);

/// <summary>
/// A programme written out: the slots in the order of the days, then the talks without a slot in the order added. Withdrawn
/// talks and their slots are not in it. It refers to nothing, so a stored one cannot change any more.
/// </summary>
public sealed record Timetable(ValueList<TimetableSlot> Slots, ValueList<TalkCard> Unplaced)
{
    public static Timetable Empty { get; } = new([], []);

    /// <summary>Each talk once, in the order in which people meet it.</summary>
    public IEnumerable<TalkCard> Talks() =>
        Slots.Select(slot => slot.Talk).OfType<TalkCard>().Concat(Unplaced).DistinctBy(talk => talk.TalkId);

    /// <summary>The same without anything that was said of these speakers. The only change that a stored one ever sees.</summary>
    public Timetable Without(ValueList<Guid> speakerIds) => new(
        [.. Slots.Select(slot => slot.Talk is { } talk ? slot with { Talk = Without(talk, speakerIds) } : slot)],
        [.. Unplaced.Select(talk => Without(talk, speakerIds))]);

    private static TalkCard Without(TalkCard talk, ValueList<Guid> speakerIds) => talk with
    {
        Speakers = [.. talk.Speakers.Select(s => speakerIds.Contains(s.SpeakerId)
            ? new SpeakerLine(s.SpeakerId, ErasedPerson.Name, null, null, null, null, s.Part)
            : s)],
    };

    public static Timetable Of(Programme programme)
    {
        var people = programme.Speakers.ToDictionary(speaker => speaker.SpeakerId);
        var cards = programme.Talks.Where(talk => !talk.Withdrawn).ToDictionary(t => t.TalkId, t => Card(t, people));
        var placed = new HashSet<Guid>();
        var slots = new List<TimetableSlot>(programme.Slots.Count);
        foreach (var slot in InOrder(programme.Slots))
        {
            TalkCard? card = null;
            if (slot.TalkId is { } id && !cards.TryGetValue(id, out card))
                continue;
            if (card is not null)
                placed.Add(card.TalkId);
            slots.Add(new(slot.SlotId, slot.Kind, slot.Title, slot.Day, slot.Start, slot.End, slot.Room, slot.Track, card));
        }

        return new([.. slots], [.. cards.Values.Where(card => !placed.Contains(card.TalkId))]);
    }

    // What is still equal stays in the order placed: the sort is stable.
    private static IEnumerable<Slot> InOrder(ValueList<Slot> slots) => slots
        .OrderBy(slot => slot.Day).ThenBy(slot => slot.Start).ThenBy(slot => slot.End)
        .ThenBy(slot => slot.Room, StringComparer.Ordinal);

    private static TalkCard Card(Talk talk, Dictionary<Guid, Speaker> people) => new(
        talk.TalkId, talk.Title, talk.Kind, talk.Abstract, talk.Takeaways, talk.Language,
        [.. talk.Speakers.Where(s => people.ContainsKey(s.SpeakerId)).Select(s => Line(people[s.SpeakerId], s.Part))]);

    private static SpeakerLine Line(Speaker speaker, SpeakerPart part) => new(
        speaker.SpeakerId, speaker.Name, speaker.Alias, speaker.Organisation, speaker.Role, speaker.Bio, part);
}
