using EventOps.Notifications.Signing;

namespace EventOps.Notifications.Deliveries;

/// <summary>Names one subscription of one community.</summary>
internal readonly record struct SubscriberKey(string Tenant, Guid Id);

/// <summary>One message to one subscription, claimed by this node for one attempt.</summary>
/// <param name="Attempt">From 1.</param>
internal sealed record Delivery(
    long Id, Guid ClaimId, SubscriberKey Subscriber, int Attempt, Guid EventId, string Type, ReadOnlyMemory<byte> Body,
    string Sink, IReadOnlyList<WebhookSecret> Secrets)
{
    /// <summary>The sink as a log may name it: many put their secret into userinfo, query or fragment.</summary>
    public string SinkName => Uri.TryCreate(Sink, UriKind.Absolute, out var address)
        ? $"{address.IdnHost}:{address.Port}{address.AbsolutePath}"
        : "an address that is none";
}
