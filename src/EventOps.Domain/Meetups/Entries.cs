using System.Collections.Immutable;
using EventOps.Domain.Shared;

namespace EventOps.Domain.Meetups;

/// <summary>
/// The rule that every list of a meetup follows: an id stands for one thing for ever. Adding the same thing again, or
/// removing what was removed, decides nothing.
/// </summary>
internal static class Entries
{
    public static Decision<MeetupEvent> Add<T>(
        Meetup meetup, ImmutableDictionary<Guid, T> entries, Guid id, T wanted, string noun, Func<Decision<MeetupEvent>> accept)
        where T : notnull
    {
        if (entries.TryGetValue(id, out var known))
            return known.Equals(wanted) ? Decision<MeetupEvent>.Nothing : new IdTaken(noun, id);
        return meetup.Removed.Contains((noun, id)) ? new IdTaken(noun, id) : accept();
    }

    public static Decision<MeetupEvent> Remove<T>(
        Meetup meetup, ImmutableDictionary<Guid, T> entries, Guid id, string noun, Func<T, Decision<MeetupEvent>> accept)
    {
        if (entries.TryGetValue(id, out var known))
            return accept(known);
        return meetup.Removed.Contains((noun, id)) ? Decision<MeetupEvent>.Nothing : new NotFound(noun, id);
    }

    public static Decision<MeetupEvent> Change<T>(
        ImmutableDictionary<Guid, T> entries, Guid id, string noun, Func<T, T> change, Func<T, Decision<MeetupEvent>> accept)
        where T : notnull
    {
        if (!entries.TryGetValue(id, out var known))
            return new NotFound(noun, id);
        var wanted = change(known);
        return known.Equals(wanted) ? Decision<MeetupEvent>.Nothing : accept(wanted);
    }

    /// <summary>A refusal if a talk is named that is not on the programme; null if none is named or it is.</summary>
    public static Refusal? MissingTalk(this Meetup meetup, Guid? talkId) =>
        talkId is { } id && meetup.LiveTalk(id) is null ? new NotFound("talk", id) : null;

    /// <summary>The slots that the agenda shows: the slot of a withdrawn talk stands empty.</summary>
    public static IEnumerable<Slot> LiveSlots(this Meetup meetup) =>
        meetup.Slots.Values.Where(slot => slot.TalkId is not { } id || meetup.LiveTalk(id) is not null);

    /// <summary>The talk, unless it is unknown or withdrawn.</summary>
    public static Talk? LiveTalk(this Meetup meetup, Guid talkId) =>
        meetup.Talks.TryGetValue(talkId, out var talk) && !talk.Withdrawn ? talk : null;
}
