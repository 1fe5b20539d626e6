using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Releases the working agenda to the public under the next number. A release never changes afterwards.</summary>
public sealed record PublishAgenda(string? Comment = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (meetup.Release > 0 && !meetup.AgendaChanged)
            return Decision<MeetupEvent>.Nothing;
        if (meetup.Status is MeetupStatus.Cancelled)
            return new MeetupIsCancelled();
        var empty = !meetup.LiveSlots().Any() && meetup.Talks.Values.All(talk => talk.Withdrawn);
        if (empty && meetup.Release == 0)
            return new AgendaEmpty();
        if (meetup.LiveSlots().OrderBy(slot => slot.Day).LastOrDefault(slot => slot.Day > meetup.Time.Days) is { } outside)
            return new SlotOutsideMeetup(outside.Day, meetup.Time.Days);
        return Decision<MeetupEvent>.Accept(new AgendaPublished(meetup.Release + 1, Comment))
            .Warn(empty ? Emptied : null, Unplaced(meetup));
    }

    // Not refused: a release that showed a talk must give way when the talk is withdrawn, even if it was the only one.
    private static Warning Emptied { get; } = new("agenda.empty", "The agenda has neither a slot nor a talk any more.", "");

    private static Warning? Unplaced(Meetup meetup)
    {
        var placed = meetup.Slots.Values.Select(slot => slot.TalkId).ToHashSet();
        return meetup.Talks.Values.Count(talk => !talk.Withdrawn && !placed.Contains(talk.TalkId)) is > 0 and var count
            ? new("agenda.talks_unplaced", $"Talks without a slot: {count}; the agenda lists them without a time.", "")
            : null;
    }
}

/// <summary>There is nothing to publish: no slot and no talk.</summary>
public sealed record AgendaEmpty() : Refusal(
    RefusalKind.Conflict, "agenda.empty", "The agenda has neither a slot nor a talk; add some before you publish it.");
