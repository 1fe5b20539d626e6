using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Moves a slot to another time, room or track. What is left out stays; an empty room or track clears.</summary>
/// <param name="Overrule">Why the slot may clash with a room or a speaker, if it does.</param>
public sealed record MoveSlot(
    Guid SlotId, int? Day = null, LocalTime? Start = null, LocalTime? End = null, string? Room = null, string? Track = null,
    string? Overrule = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        Entries.Change(meetup.Slots, SlotId, "slot", Moved, after =>
        {
            if (SlotTimes.Impossible(meetup, after) is { } impossible)
                return impossible;
            var before = meetup.Slots[SlotId];
            var accepted = Decision<MeetupEvent>.Accept(new SlotMoved(
                SlotId, before.Day, before.Start, before.End, before.Room, before.Track,
                after.Day, after.Start, after.End, after.Room, after.Track, Overrule));
            return SlotClashes.Of(meetup, after).OverruledBy(Overrule, accepted.Warn(SlotTimes.OutsideHours(meetup, after)));
        });

    private Slot Moved(Slot before) => before with
    {
        Day = Day ?? before.Day,
        Start = Start ?? before.Start,
        End = End ?? before.End,
        Room = Texts.Revise(before.Room, Room),
        Track = Texts.Revise(before.Track, Track),
    };
}
