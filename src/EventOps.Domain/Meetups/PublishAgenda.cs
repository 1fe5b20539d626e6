using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Releases the working agenda to the public under the next number. A release never changes afterwards.</summary>
public sealed record PublishAgenda(string? Comment = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (meetup.Status is MeetupStatus.Cancelled)
            return new MeetupIsCancelled();
        if (meetup.Slots.IsEmpty && meetup.Talks.Values.All(talk => talk.Withdrawn))
            return new AgendaEmpty();
        if (meetup.Slots.Values.FirstOrDefault(slot => slot.Day > meetup.Time.Days) is { } outside)
            return new SlotOutsideMeetup(outside.Day, meetup.Time.Days);
        return meetup.AgendaChanged
            ? Decision<MeetupEvent>.Accept(new AgendaPublished(meetup.Release + 1, Comment)).Warn(Unplaced(meetup))
            : Decision<MeetupEvent>.Nothing;
    }

    private static Warning? Unplaced(Meetup meetup)
    {
        var placed = meetup.Slots.Values.Select(slot => slot.TalkId).ToHashSet();
        return meetup.Talks.Values.Count(talk => !talk.Withdrawn && !placed.Contains(talk.TalkId)) is > 0 and var count
            ? new("agenda.talks_unplaced", $"{count} talk(s) have no slot; the agenda lists them without a time.", "")
            : null;
    }
}

/// <summary>There is nothing to publish: no slot and no talk.</summary>
public sealed record AgendaEmpty() : Refusal(
    RefusalKind.Conflict, "agenda.empty", "The agenda has neither a slot nor a talk; add some before you publish it.");
