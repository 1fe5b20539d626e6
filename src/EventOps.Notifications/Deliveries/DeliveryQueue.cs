using Npgsql;

namespace EventOps.Notifications.Deliveries;

/// <summary>The deliveries in the database: who takes one holds it by a claim id, and only that claim can move it.</summary>
internal sealed class DeliveryQueue(NpgsqlDataSource database, NotificationOptions options)
{
    private static readonly string Claim = Sql.Text("claim.sql");
    private static readonly string End = Sql.Text("finish.sql");

    /// <summary>Claims at most this many deliveries that are due, leaving each subscription its share of places.</summary>
    /// <param name="busy">How many attempts to whom are under way.</param>
    /// <returns>What was taken, and whether another look may find more now.</returns>
    public async Task<(IReadOnlyList<Delivery> Taken, bool More)> Take(
        int places, IReadOnlyDictionary<SubscriberKey, int> busy, DateTimeOffset now, CancellationToken ct)
    {
        var claim = Guid.CreateVersion7(now);
        await using var command = database.CreateCommand(Claim);
        foreach (var value in (object[])
            [now.UtcDateTime, busy.Keys.Select(k => k.Tenant).ToArray(), busy.Keys.Select(k => k.Id).ToArray(),
             busy.Values.ToArray(), places, options.InFlightPerSubscription, claim, (now + options.Lease).UtcDateTime])
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        var taken = new List<Delivery>();
        var due = 0;
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            due = row.GetInt32(9);
            taken.Add(new Delivery(
                row.GetInt64(0), claim, new SubscriberKey(row.GetString(1), row.GetGuid(2)), row.GetInt32(3), row.GetGuid(4),
                row.GetString(5), row.GetFieldValue<byte[]>(6), row.GetString(7), row.GetInt64(8)));
        }

        // Fewer than were due: another node took the others, and what lies behind them was not seen. Whoever took nothing
        // leaves the next look to the one who did.
        return (taken, taken.Count == places || taken.Count < due);
    }

    /// <summary>Moves a delivery on and writes the attempt down; false when the claim has passed to somebody else.</summary>
    public async Task<bool> Finish(Delivery delivery, Attempt attempt, NextStep next, CancellationToken ct)
    {
        await using var command = database.CreateCommand(End);
        foreach (var value in (object[])
            [delivery.Id, delivery.ClaimId, next.State, Sql.OrNull(next.Due?.UtcDateTime),
             Sql.OrNull(next.Due is null ? attempt.Ended.UtcDateTime : (DateTime?)null), attempt.Started.UtcDateTime,
             attempt.Ended.UtcDateTime, Sql.OrNull(attempt.Status), Sql.OrNull(attempt.Error?.ToString()),
             attempt.Answer.ToArray()])
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }
}
