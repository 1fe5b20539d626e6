using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Says where people sign up, and until when (local time of the meetup).</summary>
public sealed record OpenRegistration(string Url, LocalDateTime? ClosesAt = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (meetup.Registration == new Registration(Url, ClosesAt))
            return Decision<MeetupEvent>.Nothing;
        return meetup.Status is MeetupStatus.Cancelled ? new MeetupIsCancelled() : new RegistrationOpened(Url, ClosesAt);
    }
}
