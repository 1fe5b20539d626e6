using EventOps.EventStore.Schema;
using Npgsql;

namespace EventOps.EventStore.Reading;

/// <summary>
/// Proves that numbers are settled: what is missing among them will never come. One sighting is judged at a time and covers
/// every number up to the highest one visible when it was taken, so a log full of old holes costs one proof, not one each.
/// </summary>
internal sealed class HoleMemory(NpgsqlDataSource database, TimeSpan earlyNumberGrace, TimeProvider time)
{
    private Sighting? sighting;

    /// <summary>Every number up to here is final. Read it before the events it shall be applied to.</summary>
    public long Settled { get; private set; }

    /// <summary>Whom the sighting under way still waits for; null when it waits for nobody, or there is none.</summary>
    public HoleWitness? Waiting { get; private set; }

    /// <summary>The proof is complete but for numbers that Marten may have drawn early and not used yet.</summary>
    public bool AwaitsEarlyNumbers => sighting is { MartenWrites: true, Renewed: false };

    /// <summary>
    /// Believes what this database's projections have been served by any process before: a checkpoint stands only on
    /// numbers that were settled. Thus a start waits for no proof of what is long past.
    /// </summary>
    public async Task Inherit(CancellationToken ct)
    {
        await using var query = database.CreateCommand("""
            select least(coalesce(max(c.last_seq_id), 0), (select coalesce(max(seq_id), 0) from mt_events))
            from mt_event_progression c join eventops_projections p on c.name = p.name || ':All'
            """);
        Settled = Math.Max(Settled, (long)(await query.ExecuteScalarAsync(ct))!);
    }

    /// <summary>
    /// Goes one step on for a number that is missing; true when <see cref="Settled"/> moved and the events must be read once
    /// more.
    /// </summary>
    public async Task<bool> Settle(long number, CancellationToken ct)
    {
        // The hole of an older sighting may have closed by itself: then it tells nothing of this one.
        if (sighting is null || sighting.Top < number)
            (sighting, Waiting) = (await Take(ct), null);
        if (!await Renew(sighting, ct))
            return false;
        var left = await sighting.Witness.Left(database, ct);
        sighting = sighting with { Witness = left };
        if (!left.IsOver)
        {
            Waiting = left;
            return false;
        }

        Settled = Math.Max(Settled, sighting.Top);
        (sighting, Waiting) = (null, null);
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
                new NpgsqlBatchCommand($"select coalesce(max(seq_id), 0), {MartenTraces.Condition} from mt_events"),
                new NpgsqlBatchCommand(HoleWitness.Query),
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        var (top, marten) = (rows.GetInt64(0), rows.GetBoolean(1));
        await rows.NextResultAsync(ct);
        await rows.ReadAsync(ct);
        return new Sighting(top, HoleWitness.From(rows), marten, Renewed: false, time.GetTimestamp());
    }

    // Marten's Rich mode draws numbers in a transaction of their own and uses them in a later one. Witnesses called after
    // the grace know every such transaction that has written anything by then, however long it goes on.
    private async Task<bool> Renew(Sighting seen, CancellationToken ct)
    {
        if (!seen.MartenWrites || seen.Renewed)
            return true;
        if (time.GetElapsedTime(seen.At) < earlyNumberGrace)
            return false;
        sighting = seen with { Witness = await HoleWitness.Call(database, ct), Renewed = true };
        return true;
    }

    private sealed record Sighting(long Top, HoleWitness Witness, bool MartenWrites, bool Renewed, long At);
}
