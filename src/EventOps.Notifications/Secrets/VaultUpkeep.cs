using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EventOps.Notifications.Secrets;

/// <summary>
/// Before anything is sent: proves that this server's keys open what the database holds, seals what lies there plain since
/// the first version, and seals with the newest key what an older one sealed.
/// </summary>
public sealed class VaultUpkeep(NpgsqlDataSource database, SecretVault vault, SecretKeyRing keys) : IHostedService
{
    // One node at a time, or two with different keys would both find an empty vault.
    private const long Gate = 0x45_4f_56_41_55_4c_54;

    // A value of no subscription that lies there from the first start on: it tells a wrong key before there is any secret.
    private const string Canary = "eventops";

    /// <exception cref="SealedValueException">A value was sealed with a key that this server does not have.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await IsReadOnly(connection, cancellationToken))
        {
            await RefuseUnknownKeys(connection, cancellationToken);
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Run(connection, "select pg_advisory_xact_lock($1)", [Gate], cancellationToken);
        await Insert(connection, "", Guid.Empty, Canary, cancellationToken);
        await RefuseUnknownKeys(connection, cancellationToken);
        await SealPlain(connection, cancellationToken);
        await SealAnew(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<bool> IsReadOnly(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var query = new NpgsqlCommand("select current_setting('transaction_read_only')::bool", connection);
        return (bool)(await query.ExecuteScalarAsync(ct))!;
    }

    private async Task RefuseUnknownKeys(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var query = new NpgsqlCommand("select distinct key_id from eventops_sealed_values", connection);
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            if (!keys.TryFind(row.GetString(0), out _))
                throw new SealedValueException(
                    $"The secrets in this database are sealed with key {row.GetString(0)}, and EventOps:SecretKey has only " +
                    $"{string.Join(", ", keys.Ids)}. Give this server the key of the others.");
    }

    // The first version wrote one secret per subscription and never a second one.
    private async Task SealPlain(NpgsqlConnection connection, CancellationToken ct)
    {
        var plain = new List<(string Tenant, Guid Subscription, string Secret)>();
        await using (var query = new NpgsqlCommand(
            "delete from eventops_subscription_secrets returning tenant_id, subscription_id, secret", connection))
        await using (var row = await query.ExecuteReaderAsync(ct))
            while (await row.ReadAsync(ct))
                plain.Add((row.GetString(0), row.GetGuid(1), row.GetString(2)));
        foreach (var (tenant, subscription, secret) in plain)
            await Insert(connection, tenant, subscription, secret, ct);
    }

    private async Task SealAnew(NpgsqlConnection connection, CancellationToken ct)
    {
        var old = new List<(string Tenant, Guid Subscription, Guid Id, string Value)>();
        await using (var query = new NpgsqlCommand(
            "select tenant_id, subscription_id, id, key_id, sealed from eventops_sealed_values where key_id <> $1", connection))
        {
            query.Parameters.AddWithValue(keys.Newest.Id);
            await using var row = await query.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
            {
                var (tenant, subscription, id) = (row.GetString(0), row.GetGuid(1), row.GetGuid(2));
                old.Add((tenant, subscription, id, vault.Open(tenant, subscription, id, row.GetString(3), row.GetFieldValue<byte[]>(4))));
            }
        }

        foreach (var (tenant, subscription, id, value) in old)
            await Run(
                connection,
                "update eventops_sealed_values set key_id = $4, sealed = $5 where tenant_id = $1 and subscription_id = $2 and id = $3",
                [tenant, subscription, id, keys.Newest.Id, vault.Seal(tenant, subscription, id, value)], ct);
    }

    private Task Insert(NpgsqlConnection connection, string tenant, Guid subscription, string value, CancellationToken ct) => Run(
        connection,
        "insert into eventops_sealed_values (tenant_id, subscription_id, id, key_id, sealed) values ($1, $2, $3, $4, $5) " +
        "on conflict do nothing",
        [tenant, subscription, Guid.Empty, keys.Newest.Id, vault.Seal(tenant, subscription, Guid.Empty, value)], ct);

    private static async Task Run(NpgsqlConnection connection, string sql, object[] parameters, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(ct);
    }
}
