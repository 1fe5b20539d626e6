using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>
/// Moves the meetup to another time and says why; a postponed one gets its new date so. Its agenda moves along by days.
/// </summary>
/// <param name="End">Left out, no end is announced any more.</param>
/// <param name="Zone">Left out, the zone stays.</param>
public sealed record RescheduleEvent(
    LocalDateTime Start, string Reason, LocalDateTime? End = null, string? Zone = null, IsoDayOfWeek? Weekday = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        var before = meetup.Time;
        var after = new MeetupTime(Start, End, Zone ?? before.Zone);
        if (meetup.Status is MeetupStatus.Cancelled)
            return new MeetupIsCancelled();
        if (MeetupTimes.Impossible(after) is { } impossible)
            return impossible;
        if (after == before && meetup.Status is MeetupStatus.Scheduled)
            return Decision<MeetupEvent>.Nothing;
        return Decision<MeetupEvent>.Accept(new EventRescheduled(
                before.Start, before.End, before.Zone, after.Start, after.End, after.Zone, Reason))
            .Warn(MeetupTimes.WrongWeekday(Start, Weekday), MeetupTimes.Ambiguous(after), SlotsLeftOutside(meetup, after), SlidesLeftBehind(meetup));
    }

    private static Warning? SlotsLeftOutside(Meetup meetup, MeetupTime after) =>
        meetup.LiveSlots().Count(slot => slot.Day > after.Days) is > 0 and var count
            ? new("slot.outside_meetup", $"Slots after the meetup's new last day: {count}; move them before the next release.", "end")
            : null;

    private static Warning? SlidesLeftBehind(Meetup meetup) =>
        meetup.Scheduled().Count(deck => deck.AvailableFrom?.Time is not null) is > 0 and var count
            ? new("slides.time_stays", $"Slides scheduled for a time of their own, which stays: {count}; endOfTalk would move along.", "start")
            : null;
}
