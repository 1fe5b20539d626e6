using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Names a place where the community talks: a chat group by number, an account, a live room.</summary>
/// <param name="Picture">A link to a picture of a QR code.</param>
public sealed record SetChannel(
    ChannelKind Kind, Guid ChannelId = default, string? Name = null, string? Number = null, string? Url = null,
    string? Picture = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (meetup.Removed.Contains(("channel", ChannelId)))
            return new IdTaken("channel", ChannelId);
        var wanted = new Channel(ChannelId, Kind, Name, Number, Url, Picture);
        return meetup.Channels.GetValueOrDefault(ChannelId) == wanted
            ? Decision<MeetupEvent>.Nothing
            : new ChannelSet(ChannelId, Kind, Name, Number, Url, Picture);
    }
}
