using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.EventStore.Projecting;
using EventOps.EventStore.Reading;
using EventOps.Notifications.Merging;
using EventOps.Notifications.Messages;

namespace EventOps.Notifications.Subscriptions;

/// <summary>
/// Follows the feed and turns facts into deliveries, in the transaction that moves its checkpoint: every subscription gets
/// every matching event after the position at which it was made, exactly one delivery each. The log is the outbox.
/// </summary>
public sealed class FanOut(MessageReader messages, Feed feed, TimeProvider time) : IProjection
{
    public const string ProjectionName = "notifications";

    // What is in memory at once: the deliveries of a piece, not those of a batch to thousands of subscriptions.
    private const int DeliveriesAtOnce = 10_000;

    private readonly Merger merger = new(messages);

    public string Name => ProjectionName;

    // Somebody waits for what it tells; a fact in each beat of a hundred a second is told at once.
    public TimeSpan Pace => TimeSpan.FromMilliseconds(5);

    public string NotRebuilt => "its rows are deliveries, and what was sent stays sent; replay deliveries to send some again";

    public async Task Apply(IReadOnlyList<RecordedEvent> events, ProjectionTransaction transaction, CancellationToken ct)
    {
        var told = events.Where(e => IsSubscriptions(e) || IsMeetups(e)).ToList();
        if (told.Count == 0)
            return;
        var rows = new FanOutRows(transaction.Last);
        var (known, subscribers) = await rows.Begin([.. told.Select(e => e.Tenant).Distinct()], ct);
        told.RemoveAll(e => e.Position <= known);
        if (told.Count == 0)
            return;
        var turns = new SubscriptionTurns(transaction.Connection, messages, feed, rows);
        for (var (from, to) = (0, 0); from < told.Count; from = to)
        {
            await rows.Flush(ct);
            if (IsSubscriptions(told[from]))
                await turns.Turn(told[to++], subscribers, ct);
            else
                await Tell(Piece(told, from, subscribers.Count, out to), subscribers, rows, ct);
        }

        rows.Finish(told[^1].Position, ring: told.Exists(IsSubscriptions));
    }

    /// <summary>Facts up to the next change of a subscription, no more than can be told at once.</summary>
    private static List<RecordedEvent> Piece(List<RecordedEvent> told, int from, int subscribers, out int to)
    {
        var most = Math.Max(1, DeliveriesAtOnce / Math.Max(1, subscribers));
        for (to = from + 1; to < told.Count && to - from < most && !IsSubscriptions(told[to]); to++)
        {
        }

        return told[from..to];
    }

    private async Task Tell(List<RecordedEvent> facts, List<Subscriber> subscribers, FanOutRows rows, CancellationToken ct)
    {
        var matches = facts.Select(e => (Event: e, Listeners: Listeners(e, subscribers))).Where(m => m.Listeners.Count > 0)
            .ToDictionary(m => m.Event.Position, m => m.Listeners);
        var now = time.GetUtcNow();
        var tellings = new List<Telling>();
        foreach (var fact in await messages.Facts(facts.FindAll(e => matches.ContainsKey(e.Position)), ct))
            tellings.AddRange(matches[fact.Message.Position].Where(s => s.Hears(fact)).Select(s => new Telling(s, fact, now)));
        if (tellings.Count > 0)
            rows.Write(tellings, await merger.Merge(tellings, rows.Connection, ct));
    }

    private static List<Subscriber> Listeners(RecordedEvent stored, List<Subscriber> subscribers)
    {
        if (MessageTypes.Of(stored.Type) is { } type)
            return subscribers.FindAll(s => s.MayHear(stored, type));
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
