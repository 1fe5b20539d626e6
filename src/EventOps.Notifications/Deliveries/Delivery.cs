using EventOps.Domain.Subscriptions;

namespace EventOps.Notifications.Deliveries;

/// <summary>Names one subscription of one community.</summary>
internal readonly record struct SubscriberKey(string Tenant, Guid Id);

/// <summary>One message to one subscription, claimed by this node for one attempt.</summary>
/// <param name="Number">Of the attempt among all there were, from 1.</param>
/// <param name="Round">Of the attempt since the delivery was made or replayed, from 1.</param>
/// <param name="HasOwnBody">Whether the body was made for this delivery alone.</param>
/// <param name="Version">Of the subscription when it was claimed.</param>
/// <param name="Sink">The address as it may be shown.</param>
/// <param name="Failing">Whether the sink did not take the last one.</param>
/// <param name="Backlog">Whether more may wait for the same sink.</param>
internal sealed record Delivery(
    long Id, Guid ClaimId, SubscriberKey Subscriber, long Position, int Number, int Round, Guid EventId, string Type,
    ReadOnlyMemory<byte> Body, bool HasOwnBody, SubscriptionKind Kind, string Sink, long Version,
    bool Failing, bool Backlog)
{
    /// <summary>The sink as a log may name it: those of old may have a secret in their query.</summary>
    public string SinkName => Uri.TryCreate(Sink, UriKind.Absolute, out var address)
        ? SubscriptionKind.Webhook.Shown(address)
        : "an address that is none";
}

/// <summary>What came of an attempt.</summary>
/// <param name="Next">What becomes of the delivery.</param>
internal sealed record Ending(Delivery Delivery, Attempt Attempt, NextStep Next);

/// <summary>What the database made of an ending.</summary>
/// <param name="Moved">False: the claim had passed to somebody else, or the delivery was ended meanwhile.</param>
/// <param name="FailingSince">Since when the sink has taken nothing; null: it took its last message.</param>
internal sealed record Ended(bool Moved, DateTimeOffset? FailingSince);
