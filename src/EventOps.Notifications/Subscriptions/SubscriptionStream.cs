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
            loaded => ChoiceOf(decide(loaded.State)),
            options,
            ct);

    private static Choice<SubscriptionEvent, Refusal?> ChoiceOf(Decision<SubscriptionEvent> decision) => decision.Refusal is { } refusal
        ? new([], refusal)
        : new(decision.Events, null, _ => ReadOnlyMemory<byte>.Empty);
}
