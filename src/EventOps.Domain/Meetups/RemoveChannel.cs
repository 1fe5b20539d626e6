using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Takes a channel off the pages.</summary>
public sealed record RemoveChannel(Guid ChannelId) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        Entries.Remove(meetup, meetup.Channels, ChannelId, "channel", _ => new ChannelRemoved(ChannelId));
}
