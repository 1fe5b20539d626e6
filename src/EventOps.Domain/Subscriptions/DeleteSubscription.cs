using EventOps.Domain.Shared;

namespace EventOps.Domain.Subscriptions;

/// <summary>Ends a subscription; nothing more is sent to it.</summary>
public sealed record DeleteSubscription(string? Reason = null)
{
    public Decision<SubscriptionEvent> Decide(Subscription subscription) => subscription.Status switch
    {
        SubscriptionStatus.Absent => new SubscriptionNotFound(),
        SubscriptionStatus.Deleted => Decision<SubscriptionEvent>.Nothing,
        _ => new SubscriptionDeleted(Reason),
    };
}
