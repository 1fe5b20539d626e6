using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>A cancelled or postponed meetup takes place after all, at the time it has.</summary>
public sealed record ReinstateEvent(string? Reason = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        meetup.Status is MeetupStatus.Scheduled ? Decision<MeetupEvent>.Nothing : new EventReinstated(Reason);
}
