using EventOps.Domain.Shared;

namespace EventOps.Domain.Subscriptions;

/// <summary>Sends again what happened between two positions. The same id again changes nothing.</summary>
/// <param name="FromPosition">The first position, itself included.</param>
/// <param name="UntilPosition">The last one, itself included.</param>
/// <param name="OnlyFailed">Only what never arrived.</param>
public sealed record ReplaySubscription(Guid ReplayId, long FromPosition, long UntilPosition, bool OnlyFailed = false)
{
    public Decision<SubscriptionEvent> Decide(Subscription subscription)
    {
        if (!subscription.Exists)
            return new SubscriptionNotFound();
        if (subscription.ReplayId == ReplayId)
            return Decision<SubscriptionEvent>.Nothing;
        if (subscription.Status is SubscriptionStatus.Disabled)
            return new SubscriptionIsDisabled(subscription.Reason);
        return FromPosition > UntilPosition
            ? new ReplayRangeEmpty(FromPosition, UntilPosition)
            : new SubscriptionReplayed(ReplayId, FromPosition, UntilPosition, OnlyFailed);
    }
}
