using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Subscriptions;

/// <summary>Lets a new secret sign; the ones before it sign along for a while, so that receivers can change over.</summary>
/// <param name="SecretId">The new secret, sealed beforehand.</param>
/// <param name="Overlap">How long the old ones sign along.</param>
public sealed record RotateSecret(Guid SecretId, Duration Overlap)
{
    public const int MostSecrets = 10;

    public Decision<SubscriptionEvent> Decide(Subscription subscription, Instant now)
    {
        if (!subscription.Exists)
            return new SubscriptionNotFound();
        if (!subscription.Kind.IsSigned())
            return new SubscriptionUnsigned(subscription.Kind);
        if (subscription.Sealed.Signing.Any(secret => secret.SecretId == SecretId))
            return Decision<SubscriptionEvent>.Nothing;
        var rotated = new SubscriptionSecretRotated(SecretId, now + Overlap);
        return subscription.Sealed.Rotate(rotated).SigningAt(now).Count() > MostSecrets
            ? new SubscriptionSecretsTooMany(MostSecrets)
            : rotated;
    }
}
