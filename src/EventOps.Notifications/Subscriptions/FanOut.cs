using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Messages;
using Npgsql;

namespace EventOps.Notifications.Subscriptions;

/// <summary>
/// Follows the feed and turns facts into deliveries, in the transaction that moves its checkpoint: every subscription gets
/// every matching event after the position at which it was made, exactly one delivery each. The log is the outbox.
/// </summary>
public sealed class FanOut(MessageReader messages) : IProjection
{
    public const string ProjectionName = "notifications";

    public string Name => ProjectionName;

    public Task Apply(IReadOnlyList<RecordedEvent> events, ProjectionTransaction transaction, CancellationToken ct) =>
        Apply(events, transaction.Connection, ct);

    // Nothing is removed: what was delivered stays delivered, and a repeat of the log finds each delivery already there.
    public Task Reset(ProjectionTransaction transaction, CancellationToken ct) => Task.CompletedTask;

    internal async Task Apply(IReadOnlyList<RecordedEvent> events, NpgsqlConnection connection, CancellationToken ct)
    {
        var told = events.Where(e => IsSubscriptions(e) || IsMeetups(e)).ToList();
        if (told.Count == 0)
            return;

        var subscribers = await Subscribers.Read(connection, [.. told.Select(e => e.Tenant).Distinct()], ct);
        var changes = new FanOutRows();
        var matches = new Dictionary<long, List<Subscriber>>();
        foreach (var stored in told)
        {
            if (IsSubscriptions(stored))
                Turn(stored, subscribers, changes);
            else if (Listeners(stored, subscribers) is { Count: > 0 } listeners)
                matches.Add(stored.Position, listeners);
        }

        foreach (var message in await messages.Of([.. told.Where(e => matches.ContainsKey(e.Position))], ct))
            changes.Tell(message, [.. matches[message.Position].Where(s => s.Hears(message))]);
        await changes.Write(connection, ct);
    }

    // Deleted ones are gone from the list, so what follows in the same batch is not for them.
    private static void Turn(RecordedEvent stored, List<Subscriber> subscribers, FanOutRows changes)
    {
        var happened = SubscriptionEvent.Names.Read(stored.Type, stored.Data);
        var at = subscribers.FindIndex(s => s.Tenant == stored.Tenant && s.Id == stored.StreamId);
        if (happened is SubscriptionCreated created)
        {
            if (at < 0)
                subscribers.Add(changes.Add(Subscriber.From(stored, created)));
        }
        else if (at >= 0 && subscribers[at].Version < stored.Version)
        {
            var before = subscribers[at];
            subscribers[at] = before.After(stored, happened);
            changes.Turn(before, subscribers[at], stored);
            if (happened is SubscriptionDeleted)
                subscribers.RemoveAt(at);
        }
    }

    private static List<Subscriber> Listeners(RecordedEvent stored, List<Subscriber> subscribers)
    {
        if (MessageTypes.Of(stored.Type) is { } type)
            return [.. subscribers.Where(s => s.MayHear(stored, type))];
        // A newer version wrote it. Whoever may wait for it must not lose it: stand still until that version runs here.
        var name = MessageTypes.NameOf(stored.Type);
        return subscribers.Exists(s => s.Listens(stored) && TypeWish.Takes(s.Types, name, isPublic: true))
            ? throw new UnknownEventException(stored.Type)
            : [];
    }

    private static bool IsSubscriptions(RecordedEvent stored) =>
        SubscriptionEvent.Names.Knows(stored.Type) || stored.StreamType == "subscription";

    private static bool IsMeetups(RecordedEvent stored) =>
        MeetupEvent.Names.Knows(stored.Type) || stored.StreamType == "meetup";
}
