using Npgsql;

namespace EventOps.Notifications.Deliveries;

/// <summary>One attempt as it was written down.</summary>
/// <param name="Ended">Null: it is under way, or the node that made it died and nobody knows how it went.</param>
/// <param name="Answer">The first 2 KiB of what the sink answered.</param>
public sealed record LoggedAttempt(
    int Number, DateTimeOffset Started, DateTimeOffset? Ended, int? Status, string? Error, ReadOnlyMemory<byte> Answer);

/// <summary>One message to one subscription, with every attempt to deliver it.</summary>
/// <param name="State">One of <see cref="DeliveryStates"/>.</param>
/// <param name="Due">When it is tried next, or its lease ends; says nothing once it has ended.</param>
/// <param name="Body">The CloudEvent that is sent; empty in a list.</param>
public sealed record LoggedDelivery(
    long Id, Guid EventId, string Type, long Position, string State, int Attempts, DateTimeOffset Due, DateTimeOffset? Ended,
    ReadOnlyMemory<byte> Body, IReadOnlyList<LoggedAttempt> Log);

/// <summary>Reads the deliveries of a subscription, the newest first.</summary>
public sealed class DeliveryLog(NpgsqlDataSource database)
{
    /// <summary>What a delivery can be.</summary>
    public static IReadOnlyList<string> States { get; } =
        [DeliveryStates.Pending, DeliveryStates.Delivered, DeliveryStates.Dead, DeliveryStates.Disabled, DeliveryStates.Merged];

    /// <param name="state">Null: any.</param>
    /// <param name="before">Those with a smaller id than this one: the cursor.</param>
    public async Task<IReadOnlyList<LoggedDelivery>> List(
        string tenant, Guid subscriptionId, string? state, long before, int limit, CancellationToken ct)
    {
        await using var query = Query(
            Columns + "''::bytea " + From + "where d.tenant_id = $1 and d.subscription_id = $2 and d.id < $3 " +
            "and ($4 = '' or d.state = $4) order by d.id desc limit $5",
            tenant, subscriptionId, before, state ?? "", limit);
        var found = await Read(query, ct);
        var log = await Attempts(found.ConvertAll(d => d.Id), withAnswers: false, ct);
        return found.ConvertAll(delivery => delivery with { Log = [.. log[delivery.Id]] });
    }

    /// <summary>One delivery with its body and every answer; null when the subscription has no such delivery.</summary>
    public async Task<LoggedDelivery?> Find(string tenant, Guid subscriptionId, long id, CancellationToken ct)
    {
        await using var query = Query(
            Columns + "coalesce(b.body, m.body) " + From + "where d.tenant_id = $1 and d.subscription_id = $2 and d.id = $3", tenant, subscriptionId, id);
        return await Read(query, ct) is [var found]
            ? found with { Log = [.. (await Attempts([id], withAnswers: true, ct))[id]] }
            : null;
    }

    private const string Columns = "select d.id, m.event_id, coalesce(b.type, m.type), d.position, d.state, d.attempts, d.due, d.ended, ";

    private const string From =
        "from eventops_deliveries d join eventops_messages m using (position) " +
        "left join eventops_delivery_bodies b using (tenant_id, subscription_id, position) ";

    private static async Task<List<LoggedDelivery>> Read(NpgsqlCommand query, CancellationToken ct)
    {
        var found = new List<LoggedDelivery>();
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            found.Add(new LoggedDelivery(
                row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.GetInt32(5),
                row.GetFieldValue<DateTimeOffset>(6), row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7),
                row.GetFieldValue<byte[]>(8), []));
        return found;
    }

    private async Task<ILookup<long, LoggedAttempt>> Attempts(List<long> deliveries, bool withAnswers, CancellationToken ct)
    {
        await using var query = Query(
            $"select delivery_id, number, started, ended, status, error, {(withAnswers ? "answer" : "''::bytea")} " +
            "from eventops_delivery_attempts where delivery_id = any($1) order by delivery_id, number", deliveries.ToArray());
        var found = new List<(long Delivery, LoggedAttempt Attempt)>();
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            found.Add((row.GetInt64(0), new LoggedAttempt(
                row.GetInt32(1), row.GetFieldValue<DateTimeOffset>(2), row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3),
                row.IsDBNull(4) ? null : row.GetInt32(4), row.IsDBNull(5) ? null : row.GetString(5), row.GetFieldValue<byte[]>(6))));
        return found.ToLookup(entry => entry.Delivery, entry => entry.Attempt);
    }

    private NpgsqlCommand Query(string sql, params object[] parameters)
    {
        var query = database.CreateCommand(sql);
        foreach (var value in parameters)
            query.Parameters.Add(new NpgsqlParameter { Value = value });
        return query;
    }
}
