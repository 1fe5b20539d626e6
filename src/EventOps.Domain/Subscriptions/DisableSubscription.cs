using EventOps.Domain.Shared;

namespace EventOps.Domain.Subscriptions;

/// <summary>Stops the sending to a sink that has failed for long or says that it is gone. Nobody asks for it but the sender.</summary>
public sealed record DisableSubscription(string Reason)
{
    public Decision<SubscriptionEvent> Decide(Subscription subscription) => subscription.Status switch
    {
        SubscriptionStatus.Active or SubscriptionStatus.Paused => new SubscriptionDisabled(Reason),
        SubscriptionStatus.Disabled => Decision<SubscriptionEvent>.Nothing,
        _ => new SubscriptionNotFound(),
    };
}
