using EventOps.Domain.Subscriptions;

namespace EventOps.Notifications.Deliveries;

/// <summary>Names one subscription of one community.</summary>
internal readonly record struct SubscriberKey(string Tenant, Guid Id);

/// <summary>One message to one subscription, claimed by this node for one attempt.</summary>
/// <param name="Attempt">From 1.</param>
/// <param name="Version">Of the subscription when it was claimed.</param>
/// <param name="Sink">The address as it may be shown.</param>
internal sealed record Delivery(
    long Id, Guid ClaimId, SubscriberKey Subscriber, int Attempt, Guid EventId, string Type, ReadOnlyMemory<byte> Body,
    string Sink, long Version)
{
    /// <summary>The sink as a log may name it: those of old may have a secret in their query.</summary>
    public string SinkName => Uri.TryCreate(Sink, UriKind.Absolute, out var address)
        ? SubscriptionKind.Webhook.Shown(address)
        : "an address that is none";
}
