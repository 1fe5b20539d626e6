using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Nobody can sign up any more.</summary>
public sealed record CloseRegistration(string? Reason = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        meetup.Registration is null ? Decision<MeetupEvent>.Nothing : new RegistrationClosed(Reason);
}
