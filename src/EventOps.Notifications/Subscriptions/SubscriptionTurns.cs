using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.EventStore.Reading;
using EventOps.Notifications.Messages;
using Npgsql;

namespace EventOps.Notifications.Subscriptions;

/// <summary>What an event of a subscription does to it, at its place among the facts: what follows meets it changed.</summary>
internal sealed class SubscriptionTurns(NpgsqlConnection connection, MessageReader messages, Feed feed, FanOutRows rows)
{
    public async Task Turn(RecordedEvent stored, List<Subscriber> subscribers, CancellationToken ct)
    {
        var happened = SubscriptionEvent.Names.Read(stored.Type, stored.Data);
        var at = subscribers.FindIndex(s => s.Tenant == stored.Tenant && s.Id == stored.StreamId);
        if (happened is SubscriptionCreated created)
        {
            if (at < 0)
                await Add(Subscriber.From(stored, created), stored, subscribers, ct);
        }
        else if (at >= 0 && subscribers[at].Version < stored.Version)
        {
            await Change(at, happened, stored, subscribers, ct);
        }
    }

    private async Task Add(Subscriber created, RecordedEvent stored, List<Subscriber> subscribers, CancellationToken ct)
    {
        await SubscriptionRows.Write(connection, null, created, stored, ct);
        subscribers.Add(created);
    }

    private async Task Change(
        int at, SubscriptionEvent happened, RecordedEvent stored, List<Subscriber> subscribers, CancellationToken ct)
    {
        var before = subscribers[at];
        subscribers[at] = before.After(stored, happened);
        if (happened is SubscriptionReplayed replayed)
            await new Replay(connection, messages, feed, rows).Run(subscribers[at], replayed, stored, ct);
        await SubscriptionRows.Write(connection, before, subscribers[at], stored, ct);
        if (happened is SubscriptionDeleted)
            subscribers.RemoveAt(at);
    }
}
