using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;

namespace EventOps.Server.Subscriptions;

/// <summary>Creates and ends subscriptions. Each is a stream; its secret is beside the log, never in it.</summary>
internal sealed class SubscriptionDesk(Streams streams)
{
    private static readonly StreamDefinition<Subscription, SubscriptionEvent> Definition = new(
        "subscription", Subscription.Initial, (state, e) => state.Evolve(e), SubscriptionEvent.Names.Write, SubscriptionEvent.Names.Read);

    public Task<CommandOutcome<Refusal?>> Create(
        string community, Guid id, CreateSubscription command, CommandOptions options, CancellationToken ct) =>
        Decide(community, id, command.Decide, options, ct);

    public Task<CommandOutcome<Refusal?>> Delete(
        string community, Guid id, DeleteSubscription command, CommandOptions options, CancellationToken ct) =>
        Decide(community, id, command.Decide, options, ct);

    /// <summary>The subscription, unless it never was or is deleted.</summary>
    public async Task<Subscription?> Find(string community, Guid id, CancellationToken ct)
    {
        var loaded = await streams.Load(Definition, new(community, id), ct);
        return loaded.State.Exists ? loaded.State : null;
    }

    private Task<CommandOutcome<Refusal?>> Decide(
        string community, Guid id, Func<Subscription, Decision<SubscriptionEvent>> decide, CommandOptions options, CancellationToken ct) =>
        streams.Decide(
            Definition,
            new StreamKey(community, id),
            loaded => decide(loaded.State) is { Refusal: { } refusal }
                ? new Choice<SubscriptionEvent, Refusal?>([], refusal)
                : new(decide(loaded.State).Events, null, _ => ReadOnlyMemory<byte>.Empty),
            options,
            ct);
}
