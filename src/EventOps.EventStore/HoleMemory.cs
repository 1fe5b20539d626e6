using Npgsql;

namespace EventOps.EventStore;

/// <summary>
/// Proves that numbers are settled: what is missing among them will never come. One sighting is judged at a time and covers
/// every number up to the highest one visible when it was taken, so a log full of old holes costs one proof, not one each.
/// </summary>
/// <remarks>
/// A sighting draws a transaction id of its own and notes the transactions that then held a lock on the sequence. It is over
/// when every id below its own has ended (<c>pg_snapshot_xmin</c> has reached it) and those transactions have, too. Two
/// witnesses, because a transaction that calls nextval has a lock on the sequence until its end but an id only now and then,
/// and one that uses a number drawn elsewhere has an id but no lock. A snapshot's xmax would not do for the first: it is one
/// past the highest id that has ended, so the newest writer of all is not below it.
/// </remarks>
internal sealed class HoleMemory(NpgsqlDataSource database, TimeSpan earlyNumberGrace, TimeProvider time)
{
    private const string Holders =
        "array(select virtualtransaction from pg_locks where locktype = 'relation' and mode = 'RowExclusiveLock' " +
        "and granted and database = (select oid from pg_database where datname = current_database()) " +
        "and relation = 'mt_events_sequence'::regclass)";

    private Sighting? sighting;

    /// <summary>Every number up to here is final. Read it before the events it shall be applied to.</summary>
    public long Settled { get; private set; }

    /// <summary>Goes one step on; true when <see cref="Settled"/> moved and the events must be read once more.</summary>
    public async Task<bool> Settle(CancellationToken ct)
    {
        sighting ??= await Take(ct);
        if (!await Over(sighting, ct))
            return false;
        Settled = sighting.Top;
        sighting = null;
        return true;
    }

    private async Task<Sighting> Take(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        // Two statements, in this order: a number seen by the first was drawn before the second drew its id and saw the locks.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("select coalesce(max(seq_id), 0) from mt_events"),
                new NpgsqlBatchCommand(
                    $"select pg_current_xact_id()::text::bigint, {Holders}, " +
                    "exists(select from (select mt_dotnet_type from mt_events order by seq_id desc limit 1000) recent " +
                    "where mt_dotnet_type is not null)"),
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        var top = rows.GetInt64(0);
        await rows.NextResultAsync(ct);
        await rows.ReadAsync(ct);
        return new Sighting(
            top, rows.GetInt64(0), [.. rows.GetFieldValue<string[]>(1)], rows.GetBoolean(2), time.GetTimestamp());
    }

    private async Task<bool> Over(Sighting seen, CancellationToken ct)
    {
        if (seen.MartenWrites && time.GetElapsedTime(seen.At) < earlyNumberGrace)
            return false;
        await using var query = database.CreateCommand(
            $"select pg_snapshot_xmin(pg_current_snapshot())::text::bigint, {Holders}");
        await using var row = await query.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return row.GetInt64(0) >= seen.Id && !seen.Holders.Overlaps(row.GetFieldValue<string[]>(1));
    }

    private sealed record Sighting(long Top, long Id, HashSet<string> Holders, bool MartenWrites, long At);
}
