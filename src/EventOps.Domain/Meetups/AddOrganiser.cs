using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Names who holds the meetup, and as what.</summary>
public sealed record AddOrganiser(string Name, OrganiserRole Role = OrganiserRole.Host, Guid OrganiserId = default, string? Url = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        Entries.Add(
            meetup, meetup.Organisers, OrganiserId, new(OrganiserId, Name, Role, Url), "organiser", () =>
            new OrganiserAdded(OrganiserId, Name, Role, Url));
}
