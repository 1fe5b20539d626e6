using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.EventStore;

/// <summary>
/// Keeps one projection going: stands by until it leads, follows the feed from the checkpoint, batch by batch, and starts
/// over from what the database says whenever something breaks.
/// </summary>
internal sealed partial class ProjectionLoop(
    IProjection projection, NpgsqlDataSource unpooled, Feed feed, Action moved, TimeSpan longestPause, TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private readonly BatchSize size = new(time);
    private ProjectionFailure? failure;
    private long aloneUntil;
    private bool reported;
    private TimeSpan pause = FirstPause;

    public string Name => projection.Name;

    public bool Leads { get; private set; }

    public async Task Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var lease = await ProjectionLease.Take(unpooled, Name, time, ct);
                await Lead(lease, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Interrupted(logger, e, Name);
            }
            finally
            {
                Leads = false;
            }

            await Task.Delay(Reconnect, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Lead(ProjectionLease lease, CancellationToken ct)
    {
        var checkpoints = new Checkpoints(lease.Connection);
        var at = await checkpoints.Begin(Name, time.GetUtcNow(), ct);
        (Leads, reported) = (true, false);
        Leading(logger, Name, at);
        while (true)
        {
            var page = await feed.Read(at, at < aloneUntil ? 1 : size.Events, ct);
            if (page.SafePosition <= at)
                at = await Idle(lease, at, ct);
            else
                at = await Step(lease, at, page, ct);
        }
    }

    /// <summary>One batch; the checkpoint to go on from.</summary>
    private async Task<long> Step(ProjectionLease lease, long at, FeedPage page, CancellationToken ct)
    {
        var checkpoints = new Checkpoints(lease.Connection);
        try
        {
            size.Begin();
            await using var transaction = await lease.Connection.BeginTransactionAsync(ct);
            await projection.Apply(page.Events, new ProjectionTransaction(lease.Connection), ct);
            if (!await checkpoints.Move(Name, at, page.SafePosition, ct))
            {
                // A rebuild set it back, or a successor took over while this process was frozen.
                await transaction.RollbackAsync(ct);
                aloneUntil = 0;
                return await checkpoints.Read(Name, ct);
            }

            // A predecessor may have left its report; the first commit of a leader clears it.
            if (!reported)
                await checkpoints.Report(Name, ProjectionState.Running, null, time.GetUtcNow(), ct);
            await transaction.CommitAsync(ct);
            size.End(page.Events.Count);
            (failure, pause, reported) = (null, FirstPause, true);
            moved();
            return page.SafePosition;
        }
        catch (Exception e) when (!SqlStates.Outage(e) && !ct.IsCancellationRequested)
        {
            await Stop(lease, page, e, ct);
            return at;
        }
    }

    // A batch that fails is taken again one event at a time: those before the cause pass, and the cause is known by name.
    private async Task Stop(ProjectionLease lease, FeedPage page, Exception cause, CancellationToken ct)
    {
        if (page.Events.Count != 1)
        {
            aloneUntil = page.SafePosition;
            return;
        }

        var poison = page.Events[0];
        if (failure?.Position != poison.Position)
            StandsStill(logger, cause, Name, poison.Position, poison.Id, poison.Type);
        failure = new ProjectionFailure(poison.Position, poison.Id, $"{cause.GetType().Name}: {cause.Message}");
        reported = false;
        await new Checkpoints(lease.Connection).Report(Name, ProjectionState.Stopped, failure, time.GetUtcNow(), ct);
        moved();
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < pause)
        {
            await Task.Delay(pause < ProjectionLease.Heartbeat ? pause : ProjectionLease.Heartbeat, time, ct);
            await lease.Beat(ct);
        }

        pause = pause * 2 < longestPause ? pause * 2 : longestPause;
    }

    // The heartbeat reads the checkpoint: a rebuild asked for elsewhere is noticed though nothing is appended.
    private async Task<long> Idle(ProjectionLease lease, long at, CancellationToken ct)
    {
        using var beat = CancellationTokenSource.CreateLinkedTokenSource(ct);
        beat.CancelAfter(ProjectionLease.Heartbeat);
        try
        {
            await feed.WaitForMore(at, beat.Token);
            return at;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return await new Checkpoints(lease.Connection).Read(Name, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Projection {Name} runs here, from position {Position}.")]
    private static partial void Leading(ILogger logger, string name, long position);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Projection {Name} was interrupted and starts over.")]
    private static partial void Interrupted(ILogger logger, Exception cause, string name);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Projection {Name} stands still at position {Position}, event {Event} ({EventType}).")]
    private static partial void StandsStill(
        ILogger logger, Exception cause, string name, long position, Guid @event, string eventType);
}
