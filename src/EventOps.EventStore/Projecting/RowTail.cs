using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.EventStore.Projecting;

/// <summary>
/// Follows, on every node, what the projections of all nodes changed. Page memory evicts when it is told;
/// only after that is a checkpoint made known here, so a reader let through by <see cref="WaitFor"/> meets no older page,
/// unless one was being built from older rows meanwhile: remember <see cref="Checkpoint"/> before building, keep the page
/// only if no change of its row came since.
/// </summary>
public sealed partial class RowTail : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource stopping = new();
    private readonly Wake moved = new();
    private readonly RowLook look;
    private readonly RowListeners listeners;
    private readonly Wake rowsRing;
    private readonly TimeSpan poll;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private volatile Dictionary<string, Progress>? seen;
    private Task running = Task.CompletedTask;

    internal RowTail(
        NpgsqlDataSource database, Rows rows, Wake rowsRing, TimeSpan poll, TimeProvider time, ILogger logger)
    {
        look = new RowLook(database);
        listeners = new RowListeners(rows);
        this.rowsRing = rowsRing;
        this.poll = poll;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>
    /// <paramref name="changed"/> is told each row that changed, <paramref name="reset"/> a projection whose rows may all
    /// have changed (a rebuild was switched to). Both are called on the tail's own loop: be short, do not throw.
    /// </summary>
    public void Listen(Action<RowChange> changed, Action<string> reset) => listeners.Add(changed, reset);

    public void Start() => running = Task.Run(Follow);

    /// <summary>The projection's checkpoint as far as this node has evicted for it; 0 when it is not known.</summary>
    public long Checkpoint(string projection) =>
        seen is { } known && known.TryGetValue(projection, out var progress) ? progress.Checkpoint : 0;

    /// <summary>True when reads of this projection on this node include the position, within the time given.</summary>
    public async Task<bool> WaitFor(string projection, long position, TimeSpan timeout, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var ring = moved.Next;
            if (Checkpoint(projection) >= position)
                return true;
            var left = timeout - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                return false;
            await Wake.Wait(ring, left, time, ct);
        }
    }

    private async Task Follow()
    {
        while (!stopping.IsCancellationRequested)
        {
            var ring = rowsRing.Next;
            try
            {
                await Look(stopping.Token);
                // Under load one look serves the commits of many projections.
                await Task.Delay(Quiet, time, stopping.Token);
                await Wake.Wait(ring, poll, time, stopping.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Interrupted(logger, e);
                await Task.Delay(poll, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Look(CancellationToken ct)
    {
        var before = seen ?? [];
        var now = await look.Since(before, ct);
        foreach (var (name, (at, changed)) in now)
            if (before.TryGetValue(name, out var then))
                await listeners.Tell(name, then, at, changed, ct);
            // What was before this node began, nobody here can have remembered.
            else if (seen is not null)
                listeners.Reset(name);
        seen = now.ToDictionary(p => p.Key, p => p.Value.At);
        moved.Ring();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Following the rows was interrupted; it goes on.")]
    private static partial void Interrupted(ILogger logger, Exception cause);
}
