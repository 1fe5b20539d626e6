using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>The slot ends before it starts. A slot over midnight is placed as two.</summary>
public sealed record SlotEndNotAfterStart(LocalTime Start, LocalTime End) : Refusal(
    RefusalKind.Invalid, "slot.end_not_after_start", $"The slot's end {End:HH:mm} is not after its start {Start:HH:mm}.");

/// <summary>The slot lies on a day that the meetup does not have.</summary>
public sealed record SlotOutsideMeetup(int Day, int Days) : Refusal(
    RefusalKind.Invalid, "slot.outside_meetup", $"Day {Day} is outside the meetup, whose last day is day {Days}.");

/// <summary>What makes a slot's times possible.</summary>
internal static class SlotTimes
{
    public static Refusal? Impossible(Meetup meetup, Slot slot)
    {
        if (slot.End <= slot.Start)
            return new SlotEndNotAfterStart(slot.Start, slot.End);
        return slot.Day < 1 || slot.Day > meetup.Time.Days ? new SlotOutsideMeetup(slot.Day, meetup.Time.Days) : null;
    }

    /// <summary>Inside the meetup's days but before its doors open or after they close.</summary>
    public static Warning? OutsideHours(Meetup meetup, Slot slot)
    {
        var (start, end, _) = meetup.Time;
        var day = start.Date.PlusDays(slot.Day - 1);
        return day.At(slot.Start) < start || (end is { } last && day.At(slot.End) > last)
            ? new("slot.outside_hours", $"The slot {slot.Start:HH:mm}-{slot.End:HH:mm} lies outside the meetup's own hours.", "start")
            : null;
    }
}
