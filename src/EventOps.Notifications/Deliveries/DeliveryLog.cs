using Npgsql;

namespace EventOps.Notifications.Deliveries;

/// <summary>One delivery as its owner sees it.</summary>
/// <param name="Position">Of the event; the cursor of the list.</param>
/// <param name="State">One of <see cref="DeliveryStates"/>.</param>
/// <param name="Due">When it is tried next; null once it has ended.</param>
/// <param name="MergedInto">The position of the message that says it; null for none.</param>
/// <param name="Merged">How many facts are in its message.</param>
public sealed record DeliveryEntry(
    Guid SubscriptionId, long Position, Guid EventId, string Type, string State, int Attempts, DateTimeOffset? Due,
    DateTimeOffset? Ended, long? MergedInto, int Merged);

/// <summary>One attempt as it was written down.</summary>
/// <param name="Ended">Null: under way, or nobody knows how it went.</param>
/// <param name="Answer">The first 2 KiB of what came back.</param>
public sealed record AttemptEntry(
    int Number, DateTimeOffset Started, DateTimeOffset? Ended, int? Status, string? Error, ReadOnlyMemory<byte> Answer);

/// <summary>What a list of deliveries holds; null: no restriction.</summary>
/// <param name="After">Positions above this one, ascending.</param>
public sealed record DeliveryQuery(string Tenant, Guid? SubscriptionId = null, string? State = null, long After = 0, int Limit = 50);

/// <summary>Reads deliveries and their attempts, for whoever owns the subscription.</summary>
public sealed class DeliveryLog(NpgsqlDataSource database)
{
    /// <summary>Deliveries in the order of the feed; within a position in that of the subscriptions' ids.</summary>
    public async Task<IReadOnlyList<DeliveryEntry>> List(DeliveryQuery asked, CancellationToken ct)
    {
        await using var query = database.CreateCommand(
            "select d.subscription_id, d.position, m.event_id, coalesce(b.type, m.type), d.state, d.attempts, d.due, d.ended, d.merged_into, d.facts " +
            "from eventops_deliveries d join eventops_messages m using (position) " +
            "left join eventops_delivery_bodies b using (tenant_id, subscription_id, position) " +
            $"where d.tenant_id = $1 and {(asked.SubscriptionId is null ? "$2::uuid is null" : "d.subscription_id = $2")} " +
            $"and {(asked.State is null ? "$3::varchar is null" : "d.state = $3")} and d.position > $4 order by d.position, d.subscription_id limit $5");
        query.Parameters.AddWithValue(asked.Tenant);
        query.Parameters.Add(new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid, Value = Sql.OrNull(asked.SubscriptionId) });
        query.Parameters.Add(new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Varchar, Value = Sql.OrNull(asked.State) });
        query.Parameters.AddWithValue(asked.After);
        query.Parameters.AddWithValue(asked.Limit);
        var found = new List<DeliveryEntry>();
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            found.Add(new(
                row.GetGuid(0), row.GetInt64(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetInt32(5),
                row.GetString(4) == DeliveryStates.Pending ? row.GetFieldValue<DateTimeOffset>(6) : null, Time(row, 7),
                row.IsDBNull(8) ? null : row.GetInt64(8), row.GetInt32(9)));
        return found;
    }

    /// <summary>The attempts of one delivery, the first first.</summary>
    public async Task<IReadOnlyList<AttemptEntry>> Attempts(string tenant, Guid subscriptionId, long position, CancellationToken ct)
    {
        await using var query = database.CreateCommand(
            "select a.number, a.started, a.ended, a.status, a.error, a.answer from eventops_delivery_attempts a " +
            "join eventops_deliveries d on d.id = a.delivery_id " +
            "where d.tenant_id = $1 and d.subscription_id = $2 and d.position = $3 order by a.number");
        query.Parameters.AddWithValue(tenant);
        query.Parameters.AddWithValue(subscriptionId);
        query.Parameters.AddWithValue(position);
        var found = new List<AttemptEntry>();
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            found.Add(new(
                row.GetInt32(0), row.GetFieldValue<DateTimeOffset>(1), Time(row, 2), row.IsDBNull(3) ? null : row.GetInt32(3),
                row.IsDBNull(4) ? null : row.GetString(4), row.GetFieldValue<byte[]>(5)));
        return found;
    }

    /// <summary>The position of the first event at or after a time, for a replay since then; null when there is none.</summary>
    public async Task<long?> PositionSince(DateTimeOffset time, CancellationToken ct)
    {
        await using var query = database.CreateCommand("select min(seq_id) from mt_events where timestamp >= $1");
        query.Parameters.AddWithValue(time.UtcDateTime);
        return await query.ExecuteScalarAsync(ct) as long?;
    }

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
