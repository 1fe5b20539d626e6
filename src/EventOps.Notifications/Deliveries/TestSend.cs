using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Messages;
using EventOps.Notifications.Subscriptions;

namespace EventOps.Notifications.Deliveries;

/// <summary>Asks a sink now whether it takes a message: one attempt, nothing is kept.</summary>
/// <param name="newId">Makes the message's id.</param>
public sealed class TestSend(
    ReadStream readStream, Destinations destinations, SendOutgoing send, TimeProvider time, Func<Guid> newId)
{
    /// <summary>
    /// Sends one <see cref="MessageTypes.Test"/> to the sink of a subscription as its stream tells it, so that one made a
    /// moment ago can be tried; null when there is no such subscription.
    /// </summary>
    public async Task<Attempt?> Send(string tenant, Guid subscriptionId, CancellationToken ct)
    {
        var stored = await readStream(new StreamKey(tenant, subscriptionId), 0, ct);
        if (Folded(stored) is not { Status: not SubscriptionStatus.Deleted } subscriber)
            return null;
        var now = time.GetUtcNow();
        if (await destinations.Open(subscriber, ct) is not { } destination)
            return new Attempt(now, now, null, AttemptError.NoSecret, default, null);
        var id = newId();
        var body = MessageWriter.WriteTest(id, tenant, subscriptionId, now);
        return await send(destination.Carry(id, MessageTypes.Test, body, now), ct);
    }

    private static Subscriber? Folded(IReadOnlyList<RecordedEvent> stored) => stored.Aggregate(
        default(Subscriber?),
        (subscriber, e) => SubscriptionEvent.Names.Read(e.Type, e.Data) is var happened && happened is SubscriptionCreated created
            ? Subscriber.From(e, created)
            : subscriber?.After(e, happened));
}
