using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;

namespace EventOps.Notifications.Subscriptions;

/// <summary>How a subscription is stored, and the one way in which its commands are carried out, whoever asks.</summary>
public static class SubscriptionStream
{
    public static StreamDefinition<Subscription, SubscriptionEvent> Definition { get; } = new(
        "subscription", Subscription.Initial, (state, e) => state.Evolve(e), SubscriptionEvent.Names.Write, SubscriptionEvent.Names.Read);

    /// <summary>Decides and appends; the outcome's result is the refusal, if there is one.</summary>
    public static Task<CommandOutcome<Refusal?>> Decide(
        Streams streams, string community, Guid id, Func<Subscription, Decision<SubscriptionEvent>> decide, CommandOptions options,
        CancellationToken ct) =>
        streams.Decide(
            Definition,
            new StreamKey(community, id),
            loaded => decide(loaded.State) is { Refusal: { } refusal }
                ? new Choice<SubscriptionEvent, Refusal?>([], refusal)
                : new(decide(loaded.State).Events, null, _ => ReadOnlyMemory<byte>.Empty),
            options,
            ct);
}
