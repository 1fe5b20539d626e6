using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Notifications.Merging;

namespace EventOps.Notifications.Messages;

/// <summary>A stored event, what it means, the meetup as it has made it, and what the outside is told.</summary>
internal sealed record Fact(RecordedEvent Stored, MeetupEvent Happened, Meetup After, Message Message)
{
    public Thing Thing { get; } = Thing.Of(Happened, Stored.StreamId, After);
}
