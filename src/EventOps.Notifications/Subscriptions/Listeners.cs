using EventOps.Domain.Meetups;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.EventStore.Reading;
using EventOps.Notifications.Messages;

namespace EventOps.Notifications.Subscriptions;

/// <summary>A subscription that would hear of something, and which types of messages.</summary>
public sealed record Listener(Subscriber Subscriber, IReadOnlyList<string> Types);

/// <summary>Who would be told of facts that have not happened: the fan-out's own rule, asked beforehand.</summary>
public sealed class Listeners(Subscribers subscribers, NotificationOptions options, Feed feed, TimeProvider time)
{
    private readonly MessageWriter writer = new(options.PublicAddress);

    /// <summary>The subscriptions that would hear, the oldest first; disabled ones would not.</summary>
    /// <param name="before">The meetup before the first of the events.</param>
    public async Task<IReadOnlyList<Listener>> Of(
        StreamKey meetup, Meetup before, IReadOnlyList<MeetupEvent> events, CancellationToken ct)
    {
        if (events.Count == 0)
            return [];
        var facts = FactsOf(meetup, before, events, await feed.Head(ct));
        var listening = await subscribers.List(meetup.Tenant, ct);
        return
        [
            .. from subscriber in listening
               where subscriber.Status is not SubscriptionStatus.Disabled
               let types = facts.Where(fact => subscriber.Listens(fact.Stored) && subscriber.Hears(fact)).Select(fact => fact.Message.Type)
               where types.Any()
               select new Listener(subscriber, [.. types.Distinct()]),
        ];
    }

    private List<Fact> FactsOf(StreamKey meetup, Meetup state, IReadOnlyList<MeetupEvent> events, long head)
    {
        var facts = new List<Fact>(events.Count);
        foreach (var happened in events)
        {
            state = state.Evolve(happened);
            var (type, data) = MeetupEvent.Names.Write(happened);
            var stored = new RecordedEvent
            {
                Position = head + facts.Count + 1, Id = Guid.Empty, Tenant = meetup.Tenant, StreamId = meetup.Id, StreamType = "meetup",
                Version = facts.Count + 1, Type = type, Data = data, Timestamp = time.GetUtcNow(),
            };
            if (MessageTypes.Of(type) is not null)
                facts.Add(new(stored, happened, state, writer.Write(stored, happened, state)));
        }

        return facts;
    }
}
