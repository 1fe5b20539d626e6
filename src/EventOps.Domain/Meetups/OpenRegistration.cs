using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Says where people sign up, and until when (local time of the meetup).</summary>
public sealed record OpenRegistration(string Url, LocalDateTime? ClosesAt = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (meetup.Status is MeetupStatus.Cancelled)
            return new MeetupIsCancelled();
        return meetup.Registration == new Registration(Url, ClosesAt)
            ? Decision<MeetupEvent>.Nothing
            : new RegistrationOpened(Url, ClosesAt);
    }
}
