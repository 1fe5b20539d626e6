using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Takes a link off the pages.</summary>
public sealed record RemoveReference(Guid ReferenceId) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        Entries.Remove(meetup, meetup.References, ReferenceId, "reference", _ => new ReferenceRemoved(ReferenceId));
}
