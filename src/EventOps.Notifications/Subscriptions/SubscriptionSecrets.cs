using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Secrets;
using EventOps.Notifications.Signing;

namespace EventOps.Notifications.Subscriptions;

/// <summary>
/// Makes the secrets that sign. They live sealed beside the log, never in it: make one before the event that names its id,
/// hand it out once, and the fan-out deletes it with the subscription.
/// </summary>
public sealed class SubscriptionSecrets(SecretVault vault)
{
    /// <summary>Makes and seals a secret under this id; the one that is there when asked again.</summary>
    /// <param name="secretId">Of the secret; the empty one is that of a subscription whose event names none.</param>
    public async Task<WebhookSecret> Create(
        string tenant, Guid subscriptionId, CancellationToken ct, Guid secretId = default,
        SignatureScheme scheme = SignatureScheme.V1)
    {
        await vault.Put(tenant, subscriptionId, secretId, WebhookSecret.Create(scheme).Reveal(), ct);
        return (await Find(tenant, subscriptionId, secretId, ct))!;
    }

    /// <summary>One secret, unless there is none.</summary>
    public async Task<WebhookSecret?> Find(string tenant, Guid subscriptionId, Guid secretId, CancellationToken ct) =>
        (await vault.Open(tenant, subscriptionId, [secretId], ct)).TryGetValue(secretId, out var found) ? WebhookSecret.Parse(found) : null;
}
