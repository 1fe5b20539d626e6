using EventOps.Domain.Shared;

namespace EventOps.Domain.Subscriptions;

/// <summary>Changes what is given and leaves what is absent. The kind and the signature stay: they are another subscription.</summary>
/// <param name="Sink">Another address as it may be shown, with <paramref name="AddressId"/>; absent: the address stays.</param>
/// <param name="HeaderNames">All extra headers from now on, with <paramref name="HeadersId"/>; absent: they stay.</param>
public sealed record ReviseSubscription(
    string? Name = null, ValueList<string>? Types = null, bool? IncludeImported = null, SubscriptionFilter? Filter = null,
    string? Language = null, int? QuietSeconds = null, bool? Ordered = null, DeliveryMode? Mode = null, bool? Handshake = null,
    SubscriptionTarget? Target = null, string? Sink = null, Guid? AddressId = null, ValueList<string>? HeaderNames = null,
    Guid? HeadersId = null, Guid? RobotSecretId = null)
{
    public Decision<SubscriptionEvent> Decide(Subscription subscription)
    {
        if (!subscription.Exists)
            return new SubscriptionNotFound();
        var before = new SubscriptionRevised(
            subscription.Settings, subscription.Sink, subscription.Sealed.AddressId, subscription.Sealed.HeadersId,
            subscription.Sealed.RobotSecretId);
        var after = Revise(before);
        return after == before ? Decision<SubscriptionEvent>.Nothing : after;
    }

    private SubscriptionRevised Revise(SubscriptionRevised before) => new(
        Revise(before.Settings),
        Sink ?? before.Sink,
        Sink is null ? before.AddressId : AddressId,
        HeaderNames is null ? before.HeadersId : HeadersId,
        RobotSecretId ?? before.RobotSecretId);

    private SubscriptionSettings Revise(SubscriptionSettings before) => new(
        Name ?? before.Name, Types ?? before.Types, IncludeImported ?? before.IncludeImported, Filter ?? before.Filter,
        Language ?? before.Language, QuietSeconds ?? before.QuietSeconds, Ordered ?? before.Ordered, Mode ?? before.Mode,
        Handshake ?? before.Handshake, HeaderNames ?? before.HeaderNames, Target ?? before.Target);
}
