using EventOps.Domain.Shared;
using EventOps.EventStore;

namespace EventOps.Server.Subscriptions;

/// <summary>Ids of what a request makes of a subscription.</summary>
internal static class SubscriptionIds
{
    /// <summary>The same for every repeat of a request under one Idempotency-Key.</summary>
    public static Guid New(CommandOptions options, Guid subscription) => options.IdempotencyKey is { } key
        ? NameBasedId.Create(subscription, $"{key}\n{Convert.ToHexString(options.RequestHash.Span)}")
        : Guid.CreateVersion7();
}
