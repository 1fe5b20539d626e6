namespace EventOps.EventStore.Projecting;

/// <summary>
/// Makes a projection's rows anew beside the living ones, and switches to them when they have caught up. It begins where
/// its checkpoint stands: a rebuild that was killed is carried on, not begun again.
/// </summary>
internal sealed class Rebuild(IRowProjection projection, ProjectionLease lease, RunnerParts parts)
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(2);

    private readonly Checkpoints checkpoints = new(lease.Connection, ProjectionTrack.Rebuild(projection.Name));
    private int begun;

    /// <summary>Carries on what is asked for, if anything, and then removes the rows that nobody reads any more.</summary>
    public async Task CarryOut(CancellationToken ct)
    {
        await new ProjectionRuns($"{projection.Name} rebuild", lease, checkpoints, Fold, parts).Until(Stand, Finish, ct);
        var rebuilds = new Rebuilds(lease.Connection, projection.Name);
        while (await rebuilds.HasLeftovers(ct))
            await rebuilds.Sweep(ct);
    }

    private IFolding Fold(TrackState at) => projection.Fold(parts.Database, at.Generation);

    private async Task<TrackState?> Stand(CancellationToken ct)
    {
        var at = await checkpoints.Find(ct);
        if (at is null || at.Version != projection.Version)
            return null;
        if (begun != at.Generation)
            RunnerLog.Rebuilding(parts.Logger, projection.Name, at.Generation, at.Position);
        begun = at.Generation;
        return at;
    }

    private async Task<bool> Finish(ProjectionRun run, CancellationToken ct)
    {
        await run.CatchUp(ct);
        await using var connection = await parts.Database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var rebuilds = new Rebuilds(connection, projection.Name);
        // Nobody who has read up to a position may be taken back before it.
        if (!await Reached(run, await rebuilds.HoldLiving(ct), ct))
            return false;
        if (!await rebuilds.Switch(run.At, parts.Time.GetUtcNow(), ct))
            throw new SupersededException();
        await transaction.CommitAsync(ct);
        RunnerLog.Switched(parts.Logger, projection.Name, run.At.Generation, run.At.Position);
        parts.Moved();
        return true;
    }

    // A hole that this node has not stepped over yet stays while the transaction that holds the living one is open.
    private async Task<bool> Reached(ProjectionRun run, long position, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestHold);
        try
        {
            while (run.At.Position < position)
            {
                await parts.Feed.WaitForMore(run.At.Position, limit.Token);
                await run.CatchUp(ct);
            }

            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }
}

/// <summary>Looks on this node for rebuilds of one projection that somebody must carry out.</summary>
internal sealed class RebuildLoop(IRowProjection projection, RunnerParts parts)
{
    private readonly ProjectionTrack track = ProjectionTrack.Rebuild(projection.Name);

    public Task Run(CancellationToken ct) => parts.KeepDoing($"{projection.Name} rebuild", Look, ct);

    private async Task Look(CancellationToken ct)
    {
        if (await IsWork(ct))
        {
            await using var lease = await ProjectionLease.TryTake(parts.Unpooled, track, ct);
            if (lease is not null)
                await new Rebuild(projection, lease, parts).CarryOut(ct);
        }

        await Task.Delay(ProjectionLease.Heartbeat, parts.Time, ct);
    }

    private async Task<bool> IsWork(CancellationToken ct)
    {
        await using var connection = await parts.Database.OpenConnectionAsync(ct);
        return (await new Checkpoints(connection, track).Find(ct))?.Version == projection.Version
            || await new Rebuilds(connection, projection.Name).HasLeftovers(ct);
    }
}
