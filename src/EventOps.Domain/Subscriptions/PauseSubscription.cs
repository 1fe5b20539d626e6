using EventOps.Domain.Shared;

namespace EventOps.Domain.Subscriptions;

/// <summary>Stops the sending without loss: what happens meanwhile is sent when it is resumed.</summary>
public sealed record PauseSubscription(string? Reason = null)
{
    public Decision<SubscriptionEvent> Decide(Subscription subscription) => subscription.Status switch
    {
        SubscriptionStatus.Active => new SubscriptionPaused(Reason),
        SubscriptionStatus.Paused => Decision<SubscriptionEvent>.Nothing,
        SubscriptionStatus.Disabled => new SubscriptionIsDisabled(subscription.Reason),
        _ => new SubscriptionNotFound(),
    };
}
