using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Takes an organiser off the pages.</summary>
public sealed record RemoveOrganiser(Guid OrganiserId) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        Entries.Remove(meetup, meetup.Organisers, OrganiserId, "organiser", _ => new OrganiserRemoved(OrganiserId));
}
