using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Takes the meetup off its date while no new one is known.</summary>
public sealed record PostponeEvent(string Reason) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (meetup.Status is MeetupStatus.Cancelled)
            return new MeetupIsCancelled();
        return meetup.Status is MeetupStatus.Postponed && meetup.StatusReason == Reason
            ? Decision<MeetupEvent>.Nothing
            : new EventPostponed(Reason);
    }
}
