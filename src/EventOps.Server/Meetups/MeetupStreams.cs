using EventOps.Domain.Meetups;
using EventOps.EventStore;

namespace EventOps.Server.Meetups;

/// <summary>How a meetup is kept in the store: one stream in the community's tenant.</summary>
internal static class MeetupStreams
{
    public static StreamDefinition<Meetup, MeetupEvent> Definition { get; } = new(
        "meetup", Meetup.Initial, (meetup, e) => meetup.Evolve(e), MeetupEvent.Names.Write, MeetupEvent.Names.Read);
}
