using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;

namespace EventOps.Server.Subscriptions;

/// <summary>Carries out the commands of subscriptions. Each is a stream; its secrets are sealed beside the log.</summary>
internal sealed class SubscriptionDesk(Streams streams)
{
    private static readonly StreamDefinition<Subscription, SubscriptionEvent> Definition = new(
        "subscription", Subscription.Initial, (state, e) => state.Evolve(e), SubscriptionEvent.Names.Write, SubscriptionEvent.Names.Read);

    /// <summary>The subscription as it is, whether it is there or not.</summary>
    public Task<LoadedStream<Subscription>> Load(string community, Guid id, CancellationToken ct) =>
        streams.Load(Definition, new(community, id), ct);

    public Task<CommandOutcome<Refusal?>> Decide(
        string community, Guid id, Func<Subscription, Decision<SubscriptionEvent>> decide, CommandOptions options, CancellationToken ct) =>
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
