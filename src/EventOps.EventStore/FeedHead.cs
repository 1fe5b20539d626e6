using Npgsql;

namespace EventOps.EventStore;

/// <summary>
/// Knows how far the feed may be read: up to here every number is either visible or will never be. The only place of the
/// hole rule; all readers of a process share it, and asking at once costs the database one look.
/// </summary>
internal sealed class FeedHead(NpgsqlDataSource database, HoleMemory holes)
{
    private const int Stride = 10_000;

    private readonly Lock gate = new();
    private Task<long> current = Task.FromResult(0L);
    private Task<long>? following;
    private long head;

    public long Position => Volatile.Read(ref head);

    /// <summary>Numbers beyond the head are visible, but one before them may still come: look again soon.</summary>
    public bool WaitsAtHole { get; private set; }

    /// <summary>Looks once, later than this call, and returns the head then.</summary>
    public Task<long> Advance()
    {
        lock (gate)
        {
            if (following is not null)
                return following;
            if (current.IsCompleted)
                return current = Look();
            return following = AfterCurrent();
        }
    }

    private async Task<long> AfterCurrent()
    {
        // Its failure is heard by the one that asked; this look is another one. Always later, though the look under way may
        // just have ended: gone on with at once, it would clear "following" before the caller sets it, and a look that is
        // over would answer everybody for ever.
        await ((Task)current).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);

        Task<long> look;
        lock (gate)
        {
            following = null;
            current = look = Look();
        }

        return await look;
    }

    private async Task<long> Look()
    {
        await Task.Yield();
        if (head == 0)
            await holes.Settle(CancellationToken.None);
        while (true)
        {
            // Taken before the numbers are read: a number that is missing now may become visible, and only then settled.
            var settled = holes.Settled;
            var from = Math.Max(head, settled);
            var (to, beyond) = await Contiguous(from);
            Volatile.Write(ref head, to);
            WaitsAtHole = beyond;
            if (!beyond || !await holes.Settle(CancellationToken.None))
                return to;
        }
    }

    /// <summary>The last number reachable from here without a hole, and whether there are visible ones beyond it.</summary>
    private async Task<(long To, bool Beyond)> Contiguous(long from)
    {
        await using var query = database.CreateCommand(
            "select seq_id from mt_events where seq_id > $1 order by seq_id limit $2");
        query.Parameters.AddWithValue(from);
        query.Parameters.AddWithValue(Stride);
        await using var rows = await query.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            if (rows.GetInt64(0) != from + 1)
                return (from, true);
            from++;
        }

        return (from, false);
    }
}
