using Npgsql;

namespace EventOps.Notifications.Merging;

/// <summary>What one subscription has yet to hear about one thing, and whether it was ever sent anything about it.</summary>
internal sealed class Waiting
{
    /// <summary>Deliveries in the database that nobody has tried yet; locked, so that nobody does now.</summary>
    public List<WaitingRow> Rows { get; } = [];

    /// <summary>Deliveries of this batch.</summary>
    public List<Telling> Tellings { get; } = [];

    public bool WasTold { get; set; }

    public bool IsEmpty => Rows.Count + Tellings.Count == 0;
}

/// <summary>A delivery in the database that waits for its first attempt.</summary>
internal sealed record WaitingRow(WaitingKey Key, long Position, long Since, int Facts, DateTimeOffset? Latest);

internal readonly record struct WaitingKey(string Tenant, Guid SubscriptionId, string Thing)
{
    public static WaitingKey Of(Telling telling) => new(telling.To.Tenant, telling.To.Id, telling.Thing!);
}

/// <summary>Reads what waits, and keeps dispatchers from it until the transaction ends.</summary>
internal static class WaitingRows
{
    private const string Keys = "unnest($1::varchar[], $2::uuid[], $3::varchar[]) as k (tenant_id, subscription_id, thing)";

    private const string OfKey = "(d.tenant_id, d.subscription_id, d.thing) = (k.tenant_id, k.subscription_id, k.thing)";

    // In two statements: what a dispatcher took before the lock is seen as taken by the second. Both look things up key by key,
    // in subqueries that a plan cannot turn round: one made for a small table would go through all that waits, or was told.
    private const string Open =
        $"select k.tenant_id, k.subscription_id, k.thing, d.position, d.since, d.facts, d.latest from {Keys} cross join lateral (" +
        $"select d.position, coalesce(d.since, d.position) as since, d.facts, d.latest from eventops_deliveries d where {OfKey} " +
        "and d.state = 'pending' and d.attempts = 0 for update) d order by d.position";

    private const string Told =
        $"select k.tenant_id, k.subscription_id, k.thing from {Keys} left join lateral (" +
        $"select true as sent from eventops_deliveries d where {OfKey} and (d.state = 'delivered' or d.attempts > 0) limit 1) d on true " +
        "left join lateral (select true as told from eventops_announced a " +
        "where (a.tenant_id, a.subscription_id, a.thing) = (k.tenant_id, k.subscription_id, k.thing) limit 1) a on true " +
        "where d.sent or a.told";

    public static async Task<Dictionary<WaitingKey, Waiting>> Lock(
        NpgsqlConnection connection, IReadOnlyCollection<WaitingKey> keys, CancellationToken ct)
    {
        var found = keys.ToDictionary(key => key, _ => new Waiting());
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in (string[])[Open, Told])
            batch.BatchCommands.Add(Command(sql, keys));
        await using var row = await batch.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            found[KeyOf(row)].Rows.Add(new(
                KeyOf(row), row.GetInt64(3), row.GetInt64(4), row.GetInt32(5),
                row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6)));
        await row.NextResultAsync(ct);
        while (await row.ReadAsync(ct))
            found[KeyOf(row)].WasTold = true;
        return found;
    }

    private static NpgsqlBatchCommand Command(string sql, IReadOnlyCollection<WaitingKey> keys) => new(sql)
    {
        Parameters =
        {
            new() { Value = keys.Select(k => k.Tenant).ToArray() }, new() { Value = keys.Select(k => k.SubscriptionId).ToArray() },
            new() { Value = keys.Select(k => k.Thing).ToArray() },
        },
    };

    private static WaitingKey KeyOf(NpgsqlDataReader row) => new(row.GetString(0), row.GetGuid(1), row.GetString(2));
}
