using EventOps.EventStore.Reading;
using Npgsql;

namespace EventOps.EventStore.Projecting;

/// <summary>
/// Goes on from one checkpoint for as long as nothing fails: pages are read ahead, folded, and written while the next ones
/// are folded. After any failure it is thrown away with what it folded, and another one begins from what the database says.
/// </summary>
internal sealed class ProjectionRun(
    ProjectionLease lease, Checkpoints checkpoints, TrackState begun, IFolding folding, BatchSize size, RunnerParts parts)
{
    private const int Chunk = 500;

    private (Batch Batch, Task<TimeSpan> Commit)? underWay;
    private bool reported;

    /// <summary>As far as it is committed.</summary>
    public TrackState At { get; private set; } = begun;

    public ProjectionLease Lease => lease;

    /// <summary>Applies what there is now.</summary>
    /// <exception cref="BatchFailedException">Some events cannot be applied.</exception>
    /// <exception cref="SupersededException">The checkpoint was moved by somebody else, or the generation is over.</exception>
    public async Task CatchUp(CancellationToken ct)
    {
        await using var ahead = new ReadAhead(parts.Feed, At.Position, ct);
        try
        {
            var batch = new Batch(At.Position);
            await foreach (var page in ahead.All(ct))
                batch = await Gather(batch, page, ct);
            if (batch.To > batch.From)
                await HandOver(batch, ct);
            await Settle();
        }
        catch
        {
            await Land();
            throw;
        }
    }

    /// <summary>Folds a page piece by piece; the batch that is open after it.</summary>
    private async Task<Batch> Gather(Batch batch, FeedPage page, CancellationToken ct)
    {
        for (var at = 0; at < page.Events.Count;)
        {
            var piece = page.Events.Skip(at).Take(Math.Min(Chunk, size.Events - batch.Count)).ToList();
            at += piece.Count;
            batch.Add(piece, at == page.Events.Count ? page.SafePosition : piece[^1].Position);
            try
            {
                await folding.Add(piece, ct);
            }
            catch (Exception e) when (batch.IsBlamedFor(e, ct))
            {
                throw batch.Failed(e);
            }

            if (!size.IsReached(batch.Count, folding.Weight))
                continue;
            await HandOver(batch, ct);
            batch = new Batch(batch.To);
        }

        // A page without events still tells that there are none.
        batch.To = page.SafePosition;
        return batch;
    }

    /// <summary>Begins to write a batch once the one before it is written.</summary>
    private async Task HandOver(Batch batch, CancellationToken ct)
    {
        var writing = folding.Take();
        await Settle();
        underWay = (batch, Task.Run(() => Commit(batch, writing, ct), CancellationToken.None));
    }

    private async Task Settle()
    {
        if (underWay is not var (batch, commit))
            return;
        var took = await commit;
        underWay = null;
        At = At with { Position = batch.To };
        folding.Committed(batch.To);
        size.Succeeded(batch.Count, took, batch.To);
    }

    // Whatever failed, the connection must be free for who comes next, and what was committed is so.
    private async Task Land()
    {
        if (underWay is not { Commit: var commit })
            return;
        await ((Task)commit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (commit.IsCompletedSuccessfully)
            await Settle();
    }

    private async Task<TimeSpan> Commit(Batch batch, Writing writing, CancellationToken ct)
    {
        var started = parts.Time.GetTimestamp();
        try
        {
            // Without it the statements of the last batch are one transaction by themselves.
            await using var transaction = writing.Asks ? await lease.Connection.BeginTransactionAsync(ct) : null;
            await using var last = new NpgsqlBatch(lease.Connection);
            await writing.AddTo(last, ct);
            if (!await checkpoints.Move(last, At.Generation, batch.From, batch.To, ct, Closing(batch.To, commits: writing.Asks)))
                throw new SupersededException();
        }
        catch (Exception e) when (batch.IsBlamedFor(e, ct))
        {
            throw batch.Failed(e);
        }

        reported = true;
        parts.Moved();
        return parts.Time.GetElapsedTime(started);
    }

    private IEnumerable<NpgsqlBatchCommand> Closing(long to, bool commits)
    {
        // A predecessor may have left its report; the first commit clears it.
        if (!reported)
            yield return checkpoints.Report(At with { Position = to }, ProjectionState.Running, null, parts.Time.GetUtcNow());
        if (commits)
            yield return new NpgsqlBatchCommand("commit");
    }

    /// <summary>Events in order that are committed together.</summary>
    private sealed class Batch(long from)
    {
        private RecordedEvent? last;

        public long From { get; } = from;

        public long To { get; set; } = from;

        public int Count { get; private set; }

        public void Add(List<RecordedEvent> events, long to) => (Count, To, last) = (Count + events.Count, to, events[^1]);

        // An outage is nobody's fault, and neither is what fails without any event.
        public bool IsBlamedFor(Exception e, CancellationToken ct) =>
            Count > 0 && !ct.IsCancellationRequested && e is not SupersededException && !SqlStates.Outage(e);

        public BatchFailedException Failed(Exception cause) => new(Count, To, last!, cause);
    }
}

/// <summary>Some events could not be applied; when it is one, it is the <paramref name="last"/>.</summary>
internal sealed class BatchFailedException(int count, long to, RecordedEvent last, Exception cause)
    : Exception(cause.Message, cause)
{
    public int Count => count;

    public long To => to;

    public RecordedEvent Last => last;
}

/// <summary>Somebody else has moved the checkpoint: nothing that stands on it may stay.</summary>
internal sealed class SupersededException() : Exception("The checkpoint was moved by somebody else.");
