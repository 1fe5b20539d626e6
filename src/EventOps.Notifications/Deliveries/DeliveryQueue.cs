using EventOps.Domain.Subscriptions;
using Npgsql;
using NpgsqlTypes;
using static NpgsqlTypes.NpgsqlDbType;

namespace EventOps.Notifications.Deliveries;

/// <summary>The deliveries in the database: who takes one holds it by a claim id, and only that claim can move it.</summary>
internal sealed class DeliveryQueue(NpgsqlDataSource database, NotificationOptions options)
{
    private static readonly string Claim = Sql.Text("claim.sql");
    private static readonly string End = Sql.Text("finish.sql");

    /// <summary>Claims deliveries that are due, leaving each subscription its share of places.</summary>
    /// <returns>What was taken, and whether another look may find more now.</returns>
    public async Task<(IReadOnlyList<Delivery> Taken, bool More)> Take(PlacesFree free, DateTimeOffset now, CancellationToken ct)
    {
        var claim = Guid.CreateVersion7(now);
        await using var command = database.CreateCommand(Claim);
        foreach (var value in (object[])
            [now.UtcDateTime, free.Busy.Keys.Select(k => k.Tenant).ToArray(), free.Busy.Keys.Select(k => k.Id).ToArray(),
             free.Busy.Values.ToArray(), free.All, options.InFlightPerSubscription, claim, (now + options.Lease).UtcDateTime,
             free.Failing])
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        var taken = new List<Delivery>();
        var (lanes, due) = (0, 0);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            (lanes, due) = (row.GetInt32(0), row.GetInt32(1));
            if (!row.IsDBNull(2))
                taken.Add(Read(row, claim));
        }

        // Fewer than were due: a merge had some of them, and what lies behind was not seen.
        return (taken, taken.Count >= free.All || lanes >= free.All || taken.Count > 0 && taken.Count < due);
    }

    /// <summary>Moves deliveries on and writes their attempts down, in one statement; what became of each, in their order.</summary>
    public async Task<IReadOnlyList<Ended>> Finish(IReadOnlyList<Ending> endings, CancellationToken ct)
    {
        await using var command = database.CreateCommand(End);
        Add(command, Bigint, endings.Select(e => e.Delivery.Id));
        Add(command, Uuid, endings.Select(e => e.Delivery.ClaimId));
        Add(command, Integer, endings.Select(e => e.Delivery.Number));
        Add(command, Varchar, endings.Select(e => e.Next.State));
        Add(command, TimestampTz, endings.Select(e => e.Next.Due?.UtcDateTime));
        Add(command, TimestampTz, endings.Select(e => e.Attempt.Started.UtcDateTime));
        Add(command, TimestampTz, endings.Select(e => e.Attempt.Ended.UtcDateTime));
        Add(command, Integer, endings.Select(e => e.Attempt.Status));
        Add(command, Varchar, endings.Select(e => e.Attempt.Error?.ToString()));
        Add(command, Bytea, endings.Select(e => e.Attempt.Answer.ToArray()));
        Add(command, TimestampTz, endings.Select(e => e.Next.Hold?.UtcDateTime));
        Add(command, Varchar, endings.Select(e => e.Attempt.Advice));
        var moved = new Dictionary<long, Ended>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            moved[row.GetInt64(0)] = new(true, row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1));
        return [.. endings.Select(e => moved.GetValueOrDefault(e.Delivery.Id) ?? new Ended(false, null))];
    }

    private static Delivery Read(NpgsqlDataReader row, Guid claim) => new(
        row.GetInt64(2), claim, new SubscriberKey(row.GetString(3), row.GetGuid(4)), row.GetInt64(5), row.GetInt32(6),
        row.GetInt32(7), row.GetGuid(8), row.GetString(9), row.GetFieldValue<byte[]>(10), row.GetBoolean(11),
        Enum.Parse<SubscriptionKind>(row.GetString(12)), row.GetString(13), row.GetInt64(14),
        row.GetBoolean(15), !row.IsDBNull(16) && row.GetBoolean(16));

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, IEnumerable<T> values) =>
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values.ToArray() });
}
