namespace EventOps.EventStore.Reading;

/// <summary>
/// Knows how far the feed may be read: up to here every number is either visible or will never be. The only place of the
/// hole rule; all readers of a process share it, and asking at once costs the database one look. A look brings the new
/// events along into the tail.
/// </summary>
internal sealed class FeedHead(LogReader log, FeedTail tail, HoleMemory holes, HoleAlarm alarm)
{
    private const int Stride = 10_000;

    private readonly Lock gate = new();
    private Task<long> current = Task.FromResult(0L);
    private Task<long>? following;
    private bool begun;
    private long steppedOver;

    public long Position => tail.To;

    /// <summary>Rings when the position moved; fails those who wait when a look on their behalf did.</summary>
    public Wake Moved { get; } = new();

    /// <summary>Numbers beyond the head are visible, but one before them may still come: look again soon.</summary>
    public bool WaitsAtHole { get; private set; }

    /// <summary>Numbers stepped over by this process since it began, because nobody could use them any more.</summary>
    public long SteppedOver => Interlocked.Read(ref steppedOver);

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
        var before = Position;
        try
        {
            await Begin();
            while (await Gather() == Reach.Hole)
            {
                // Most holes close at once: a commit overtook another. Only one that is met twice is worth a proof.
                var met = WaitsAtHole && alarm.Number == Position + 1;
                WaitsAtHole = true;
                await alarm.Meet(Position + 1, holes);
                if (!met || !await holes.Settle(Position + 1, CancellationToken.None))
                    return Position;
            }

            WaitsAtHole = false;
            alarm.Clear(Position);
            return Position;
        }
        finally
        {
            if (Position > before)
                Moved.Ring();
        }
    }

    // A process that starts has a log before it that others have judged, and holes in it that nobody will fill.
    private async Task Begin()
    {
        if (begun)
            return;
        await holes.Inherit(CancellationToken.None);
        await holes.Settle(Position + 1, CancellationToken.None);
        await Skim();
        begun = true;
    }

    /// <summary>Goes on to the next hole or to the end.</summary>
    private async Task<Reach> Gather()
    {
        while (true)
        {
            var (reach, full) = await Fill(WaitsAtHole ? 1 : FeedLimits.TailEvents);
            if (!full)
                return reach;
            // The number that was waited for has come, or more has come than memory holds.
            if (!WaitsAtHole)
                await Skim();
            WaitsAtHole = false;
        }
    }

    private async Task<(Reach Reach, bool Full)> Fill(int limit)
    {
        // Read before the events: a number that is missing now may become visible, and only then be settled.
        var settled = holes.Settled;
        var read = 0;
        await foreach (var e in log.After(Position, limit, CancellationToken.None))
        {
            if (e.Position - 1 > Math.Max(Position, settled))
                return (Reach.Hole, false);
            Interlocked.Add(ref steppedOver, e.Position - 1 - Position);
            tail.Add(e);
            read++;
        }

        if (read < limit)
            tail.Skip(settled);
        return (Reach.End, read == limit);
    }

    /// <summary>Goes on without the events: whoever wants them reads them from the database.</summary>
    private async Task Skim()
    {
        for (var read = Stride; read == Stride;)
        {
            var settled = holes.Settled;
            var at = Math.Max(Position, settled);
            read = 0;
            await foreach (var number in log.NumbersAfter(at, Stride, CancellationToken.None))
            {
                if (number != at + 1)
                    break;
                at = number;
                read++;
            }

            if (at > Position)
                tail.Restart(at);
        }
    }

    private enum Reach
    {
        End,
        Hole,
    }
}
