using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Subscriptions;

namespace EventOps.Server.Subscriptions;

/// <summary>Carries out the commands of subscriptions. Each is a stream; its secrets are sealed beside the log.</summary>
internal sealed class SubscriptionDesk(Streams streams)
{
    /// <summary>The subscription as it is, whether it is there or not.</summary>
    public Task<LoadedStream<Subscription>> Load(string community, Guid id, CancellationToken ct) =>
        streams.Load(SubscriptionStream.Definition, new(community, id), ct);

    public Task<CommandOutcome<Refusal?>> Decide(
        string community, Guid id, Func<Subscription, Decision<SubscriptionEvent>> decide, CommandOptions options, CancellationToken ct) =>
        SubscriptionStream.Decide(streams, community, id, decide, options, ct);
}
