namespace EventOps.EventStore.Projecting;

/// <summary>
/// One run after another on a lease, over what makes a run fail: a batch that cannot be applied is taken in halves until
/// the event that causes it is alone and can be named; before that event it waits, and tries again with growing pauses.
/// </summary>
internal sealed class ProjectionRuns(
    string name, ProjectionLease lease, Checkpoints checkpoints, Func<TrackState, IFolding> fold, RunnerParts parts)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private readonly BatchSize size = new();
    private long poison;
    private TimeSpan pause = FirstPause;

    /// <summary>Does the work with runs that begin where the database says, until it is done or there is nothing to run.</summary>
    /// <param name="stand">Where to begin; null ends it.</param>
    public async Task Until(
        Func<CancellationToken, Task<TrackState?>> stand, Func<ProjectionRun, CancellationToken, Task<bool>> isDone,
        CancellationToken ct)
    {
        while (await stand(ct) is { } at)
        {
            var run = new ProjectionRun(lease, checkpoints, at, fold(at), size, parts);
            try
            {
                if (await isDone(run, ct))
                    return;
            }
            catch (SupersededException)
            {
                // A rebuild was switched to, or a successor took over while this process was frozen.
            }
            catch (BatchFailedException failed) when (failed.Count > 1)
            {
                size.Failed(failed.Count, failed.To);
            }
            catch (BatchFailedException failed)
            {
                await StandStill(run.At, failed, ct);
            }
        }
    }

    private async Task StandStill(TrackState at, BatchFailedException failed, CancellationToken ct)
    {
        var (e, cause) = (failed.Last, failed.InnerException!);
        if (poison != e.Position)
        {
            (poison, pause) = (e.Position, FirstPause);
            RunnerLog.StandsStill(parts.Logger, cause, name, e.Position, e.Id, e.Type, e.StreamId);
        }

        var failure = new ProjectionFailure(
            e.Position, e.Id, e.Type, e.Tenant, e.StreamId,
            StorableText.Of($"{cause.GetType().Name}: {cause.Message}", most: 2000));
        await checkpoints.ReportAlone(at, failure, parts.Time.GetUtcNow(), ct);
        parts.Moved();
        for (var started = parts.Time.GetTimestamp(); parts.Time.GetElapsedTime(started) < pause;)
        {
            await Task.Delay(pause < ProjectionLease.Heartbeat ? pause : ProjectionLease.Heartbeat, parts.Time, ct);
            await lease.Beat(ct);
        }

        pause = pause * 2 < parts.LongestPause ? pause * 2 : parts.LongestPause;
    }
}
