using EventOps.Notifications.Signing;
using Npgsql;

namespace EventOps.Notifications.Subscriptions;

/// <summary>
/// Keeps the secrets that sign. They live beside the log, never in it: create one before the subscription is appended, hand
/// it out once, and the fan-out deletes it with the subscription.
/// </summary>
public sealed class SubscriptionSecrets(NpgsqlDataSource database)
{
    /// <summary>The subscription's first secret; the same one when asked again.</summary>
    public async Task<WebhookSecret> Create(string tenant, Guid subscriptionId, CancellationToken ct)
    {
        await using (var insert = database.CreateCommand(
            "insert into eventops_subscription_secrets (tenant_id, subscription_id, number, secret) values ($1, $2, 1, $3) " +
            "on conflict do nothing"))
        {
            insert.Parameters.AddWithValue(tenant);
            insert.Parameters.AddWithValue(subscriptionId);
            insert.Parameters.AddWithValue(WebhookSecret.Create().Reveal());
            await insert.ExecuteNonQueryAsync(ct);
        }

        return (await Get(tenant, subscriptionId, ct))[^1];
    }

    /// <summary>All secrets that sign for a subscription, the newest first; none when there is no such subscription.</summary>
    public async Task<IReadOnlyList<WebhookSecret>> Get(string tenant, Guid subscriptionId, CancellationToken ct)
    {
        await using var query = database.CreateCommand(
            "select secret from eventops_subscription_secrets where tenant_id = $1 and subscription_id = $2 order by number desc");
        query.Parameters.AddWithValue(tenant);
        query.Parameters.AddWithValue(subscriptionId);
        var secrets = new List<WebhookSecret>();
        await using var rows = await query.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            secrets.Add(WebhookSecret.Parse(rows.GetString(0)));
        return secrets;
    }

    /// <summary>Forgets them, for a subscription that was not created after all.</summary>
    public async Task Delete(string tenant, Guid subscriptionId, CancellationToken ct)
    {
        await using var delete = database.CreateCommand(
            "delete from eventops_subscription_secrets where tenant_id = $1 and subscription_id = $2");
        delete.Parameters.AddWithValue(tenant);
        delete.Parameters.AddWithValue(subscriptionId);
        await delete.ExecuteNonQueryAsync(ct);
    }
}
