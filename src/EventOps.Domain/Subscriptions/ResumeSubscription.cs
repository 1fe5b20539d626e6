using EventOps.Domain.Shared;

namespace EventOps.Domain.Subscriptions;

/// <summary>Sends again, after a pause or after its sink was mended.</summary>
public sealed record ResumeSubscription
{
    // A command decides as the others do, also when it has no fields.
#pragma warning disable CA1822
    public Decision<SubscriptionEvent> Decide(Subscription subscription) => subscription.Status switch
    {
        SubscriptionStatus.Paused or SubscriptionStatus.Disabled => new SubscriptionResumed(),
        SubscriptionStatus.Active => Decision<SubscriptionEvent>.Nothing,
        _ => new SubscriptionNotFound(),
    };
#pragma warning restore CA1822
}
