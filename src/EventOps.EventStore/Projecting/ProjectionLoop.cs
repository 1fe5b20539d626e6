namespace EventOps.EventStore.Projecting;

/// <summary>
/// Keeps a living projection going on this node: stands by until it leads, then follows the feed from the checkpoint. Rows
/// that another version of its code made it leaves alone; older ones it has rebuilt.
/// </summary>
internal sealed class ProjectionLoop(IProjection projection, RunnerParts parts)
{
    private readonly ProjectionTrack track = ProjectionTrack.Living(projection.Name);
    private int? warnedOf;

    public string Name => projection.Name;

    public bool Leads { get; private set; }

    private int Version => projection is IRowProjection rows ? rows.Version : 1;

    public Task Run(CancellationToken ct) => parts.KeepDoing(Name, Serve, ct);

    private async Task Serve(CancellationToken ct)
    {
        await UntilOwnVersion(ct);
        await using var lease = await ProjectionLease.Take(parts.Unpooled, track, parts.Time, ct);
        var checkpoints = new Checkpoints(lease.Connection, track);
        try
        {
            await new ProjectionRuns(Name, lease, checkpoints, Fold, parts)
                .Until(cancel => Stand(checkpoints, cancel), Follow, ct);
        }
        finally
        {
            Leads = false;
        }
    }

    // No lease is taken for it: a node of that other version may want to lead.
    private async Task UntilOwnVersion(CancellationToken ct)
    {
        while (true)
        {
            await using (var connection = await parts.Database.OpenConnectionAsync(ct))
            {
                var checkpoints = new Checkpoints(connection, track);
                await checkpoints.Begin(Version, parts.Time.GetUtcNow(), ct);
                if (await checkpoints.Find(ct) is not { } at || at.Version == Version)
                    return;
                if (warnedOf != at.Version)
                    RunnerLog.OtherVersion(parts.Logger, Name, at.Version, Version);
                warnedOf = at.Version;
                if (at.Version < Version)
                    await new Rebuilds(connection, Name).Upgrade(Version, parts.Time.GetUtcNow(), ct);
            }

            await Task.Delay(ProjectionLease.Heartbeat, parts.Time, ct);
        }
    }

    private async Task<TrackState?> Stand(Checkpoints checkpoints, CancellationToken ct)
    {
        var at = await checkpoints.Find(ct);
        if (at is null || at.Version != Version)
            return null;
        if (!Leads)
            RunnerLog.Leading(parts.Logger, Name, at.Generation, at.Position);
        Leads = true;
        return at;
    }

    private IFolding Fold(TrackState at) =>
        projection is IRowProjection rows ? rows.Fold(parts.Database, at.Generation) : new PlainFolding(projection);

    private async Task<bool> Follow(ProjectionRun run, CancellationToken ct)
    {
        while (true)
        {
            var begun = parts.Time.GetTimestamp();
            await run.CatchUp(ct);
            using var beat = CancellationTokenSource.CreateLinkedTokenSource(ct);
            beat.CancelAfter(ProjectionLease.Heartbeat);
            try
            {
                await parts.Feed.WaitForMore(run.At.Position, beat.Token);
                await KeepPace(begun, ct);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                await run.Lease.Beat(ct);
            }
        }
    }

    private async Task KeepPace(long begun, CancellationToken ct)
    {
        var early = projection.Pace - parts.Time.GetElapsedTime(begun);
        if (early > TimeSpan.Zero)
            await Task.Delay(early, parts.Time, ct);
    }
}
