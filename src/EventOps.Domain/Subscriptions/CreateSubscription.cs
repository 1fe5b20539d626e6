using EventOps.Domain.Shared;

namespace EventOps.Domain.Subscriptions;

/// <summary>Asks to be told of what happens from now on.</summary>
/// <param name="Sink">The address as it may be shown.</param>
/// <param name="AddressId">What is sealed beforehand is named here and in the event.</param>
public sealed record CreateSubscription(
    string Name, string Sink, SubscriptionKind Kind = SubscriptionKind.Webhook, ValueList<string> Types = default,
    bool IncludeImported = false, SubscriptionFilter? Filter = null, string Language = SubscriptionSettings.DefaultLanguage,
    int QuietSeconds = 0, bool Ordered = false, DeliveryMode Mode = DeliveryMode.Structured, bool Handshake = false,
    SignatureScheme Signature = SignatureScheme.V1, ValueList<string> HeaderNames = default, SubscriptionTarget? Target = null,
    Guid? AddressId = null, Guid? HeadersId = null, Guid? RobotSecretId = null, Guid SecretId = default)
{
    public Decision<SubscriptionEvent> Decide(Subscription subscription)
    {
        var created = new SubscriptionCreated(
            Name, Kind, Sink, Types, IncludeImported, Filter, Language, QuietSeconds, Ordered, Mode, Handshake, Signature,
            HeaderNames, Target, AddressId, HeadersId, RobotSecretId, SecretId);
        if (subscription.Status is SubscriptionStatus.Absent)
            return created;
        return IsAlready(subscription, created) ? Decision<SubscriptionEvent>.Nothing : new SubscriptionIdTaken();
    }

    private static bool IsAlready(Subscription s, SubscriptionCreated created) =>
        s.Exists
        && (s.Kind, s.Sink, s.Signature, s.Settings) == (created.Kind, created.Sink, created.Signature, created.ToSettings())
        // A secret that signs is ours and may have been rotated; the rest was given.
        && s.Sealed with { Signing = [] } == created.ToSealed() with { Signing = [] };
}
