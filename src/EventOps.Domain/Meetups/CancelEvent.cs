using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Calls the meetup off. Its pages stay and say so.</summary>
public sealed record CancelEvent(string Reason) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        meetup.Status is MeetupStatus.Cancelled && meetup.StatusReason == Reason
            ? Decision<MeetupEvent>.Nothing
            : new EventCancelled(Reason);
}
