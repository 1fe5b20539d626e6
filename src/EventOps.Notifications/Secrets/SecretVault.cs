using System.Text;
using Npgsql;

namespace EventOps.Notifications.Secrets;

/// <summary>
/// Addresses, header values and secrets of subscriptions, sealed with AES-256-GCM. Each is bound to its community,
/// subscription and id: a row that somebody copies elsewhere does not open. A value is written once, before the event that
/// names its id, and never changed.
/// </summary>
public sealed class SecretVault(NpgsqlDataSource database, SecretKeyRing keys)
{
    /// <summary>Seals a value under an id that no other value has; one that is there already stays as it is.</summary>
    public async Task Put(string tenant, Guid subscriptionId, Guid id, string value, CancellationToken ct)
    {
        await using var insert = database.CreateCommand(
            "insert into eventops_sealed_values (tenant_id, subscription_id, id, key_id, sealed) values ($1, $2, $3, $4, $5) " +
            "on conflict do nothing");
        foreach (var field in (object[])[tenant, subscriptionId, id, keys.Newest.Id, Seal(tenant, subscriptionId, id, value)])
            insert.Parameters.Add(new NpgsqlParameter { Value = field });
        await insert.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The values with these ids that are there.</summary>
    /// <exception cref="SealedValueException">A value does not open.</exception>
    public async Task<IReadOnlyDictionary<Guid, string>> Open(
        string tenant, Guid subscriptionId, IEnumerable<Guid> ids, CancellationToken ct)
    {
        await using var query = database.CreateCommand(
            "select id, key_id, sealed from eventops_sealed_values where tenant_id = $1 and subscription_id = $2 and id = any($3)");
        foreach (var field in (object[])[tenant, subscriptionId, ids.ToArray()])
            query.Parameters.Add(new NpgsqlParameter { Value = field });
        var values = new Dictionary<Guid, string>();
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            values.Add(row.GetGuid(0), Open(tenant, subscriptionId, row.GetGuid(0), row.GetString(1), row.GetFieldValue<byte[]>(2)));
        return values;
    }

    /// <summary>Forgets values that no event names, because the command they were sealed for came to nothing.</summary>
    public async Task Forget(string tenant, Guid subscriptionId, IEnumerable<Guid> ids, CancellationToken ct)
    {
        await using var delete = database.CreateCommand(
            "delete from eventops_sealed_values where tenant_id = $1 and subscription_id = $2 and id = any($3)");
        foreach (var field in (object[])[tenant, subscriptionId, ids.ToArray()])
            delete.Parameters.Add(new NpgsqlParameter { Value = field });
        await delete.ExecuteNonQueryAsync(ct);
    }

    internal byte[] Seal(string tenant, Guid subscriptionId, Guid id, string value) =>
        keys.Newest.Seal(Encoding.UTF8.GetBytes(value), Bound(tenant, subscriptionId, id));

    internal string Open(string tenant, Guid subscriptionId, Guid id, string keyId, byte[] sealedValue)
    {
        if (!keys.TryFind(keyId, out var key))
            throw new SealedValueException($"A secret of subscription {subscriptionId} is sealed with key {keyId}, which this server does not have.");
        try
        {
            return Encoding.UTF8.GetString(key.Open(sealedValue, Bound(tenant, subscriptionId, id)));
        }
        catch (System.Security.Cryptography.CryptographicException e)
        {
            throw new SealedValueException($"A secret of subscription {subscriptionId} does not open: it was changed or belongs elsewhere.", e);
        }
    }

    // A line end is in no community's name, so no two places have the same text.
    private static byte[] Bound(string tenant, Guid subscriptionId, Guid id) =>
        Encoding.UTF8.GetBytes($"eventops sealed value 1\n{tenant}\n{subscriptionId}\n{id}");
}

/// <summary>A sealed value cannot be opened. The message names the subscription and the key, never the value.</summary>
public sealed class SealedValueException(string message, Exception? cause = null) : Exception(message, cause);
