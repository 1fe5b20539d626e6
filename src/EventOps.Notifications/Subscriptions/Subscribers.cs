using EventOps.Domain.Subscriptions;
using Npgsql;

namespace EventOps.Notifications.Subscriptions;

/// <summary>Reads the active subscriptions; a new one appears when the fan-out has come to it, some milliseconds later.</summary>
public sealed class Subscribers(NpgsqlDataSource database)
{
    /// <summary>The active subscriptions of a community, the oldest first.</summary>
    public async Task<IReadOnlyList<Subscriber>> List(string tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await Read(connection, [tenant], ct);
    }

    internal static async Task<List<Subscriber>> Read(NpgsqlConnection connection, string[] tenants, CancellationToken ct)
    {
        await using var query = new NpgsqlCommand(
            "select tenant_id, id, name, kind, sink, types, include_imported, created_position, created " +
            "from eventops_subscriptions where tenant_id = any($1) and state = 'active' order by created_position", connection);
        query.Parameters.AddWithValue(tenants);
        var found = new List<Subscriber>();
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            found.Add(new Subscriber
            {
                Tenant = row.GetString(0), Id = row.GetGuid(1), Name = row.GetString(2),
                Kind = Enum.Parse<SubscriptionKind>(row.GetString(3)), Sink = row.GetString(4),
                Types = row.GetFieldValue<string[]>(5), IncludeImported = row.GetBoolean(6),
                CreatedPosition = row.GetInt64(7), Created = row.GetFieldValue<DateTimeOffset>(8),
            });
        return found;
    }
}
