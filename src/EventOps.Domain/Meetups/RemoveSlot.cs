using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Takes a slot out of the working agenda; its talk stays on the programme.</summary>
public sealed record RemoveSlot(Guid SlotId) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        Entries.Remove(meetup, meetup.Slots, SlotId, "slot", _ => new SlotRemoved(SlotId));
}
