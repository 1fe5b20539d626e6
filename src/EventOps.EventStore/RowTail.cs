using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.EventStore;

/// <summary>A row changed or was removed at this position.</summary>
public readonly record struct RowChange(string Projection, RowKey Key, long Position);

/// <summary>
/// Follows, on every node, what the projections of all nodes changed. Page memory evicts when it is told;
/// only after that is a checkpoint made known here, so a reader let through by <see cref="WaitFor"/> meets no older page,
/// unless one was being built from older rows meanwhile: remember <see cref="Checkpoint"/> before building, keep the page
/// only if no change of its row came since.
/// </summary>
public sealed partial class RowTail : IAsyncDisposable
{
    private const int Stride = 1000;

    private readonly CancellationTokenSource stopping = new();
    private readonly Wake moved = new();
    private readonly NpgsqlDataSource database;
    private readonly Rows rows;
    private readonly Wake rowsRing;
    private readonly TimeSpan poll;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Lock gate = new();
    private readonly List<(Action<RowChange> Changed, Action<string> Reset)> listeners = [];
    private volatile Dictionary<string, Seen> seen = [];
    private Task running = Task.CompletedTask;

    internal RowTail(
        NpgsqlDataSource database, Rows rows, Wake rowsRing, TimeSpan poll, TimeProvider time, ILogger logger)
    {
        this.database = database;
        this.rows = rows;
        this.rowsRing = rowsRing;
        this.poll = poll;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>
    /// <paramref name="changed"/> is told each row that changed, <paramref name="reset"/> a projection whose rows may all
    /// have changed (a rebuild). Both are called on the tail's own loop: be short, do not throw.
    /// </summary>
    public void Listen(Action<RowChange> changed, Action<string> reset)
    {
        lock (gate)
            listeners.Add((changed, reset));
    }

    public void Start() => running = Task.Run(Follow);

    /// <summary>The projection's checkpoint as far as this node has evicted for it; 0 when it is not known.</summary>
    public long Checkpoint(string projection) => seen.TryGetValue(projection, out var known) ? known.Checkpoint : 0;

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
        var first = true;
        while (!stopping.IsCancellationRequested)
        {
            var ring = rowsRing.Next;
            try
            {
                var now = await Progress(stopping.Token);
                if (!first)
                    foreach (var (name, known) in now)
                        await Tell(name, seen.GetValueOrDefault(name) ?? new Seen(0, 0), known);
                seen = now;
                first = false;
                moved.Ring();
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

    private async Task Tell(string name, Seen before, Seen now)
    {
        if (now == before)
            return;
        if (now.Generation != before.Generation || now.Checkpoint < before.Checkpoint)
        {
            // Known before it is told: whoever waits for the rebuild must not be let through by the checkpoint before it.
            seen = new Dictionary<string, Seen>(seen) { [name] = now };
            All(listener => listener.Reset(name));
            return;
        }

        // No upper bound: a row that moved on meanwhile is told with its later position, and perhaps once more.
        for (var after = before.Checkpoint; ;)
        {
            var changed = await rows.ChangedSince(name, after, Stride, stopping.Token);
            foreach (var row in changed)
                All(listener => listener.Changed(new RowChange(name, row.Key, row.Position)));
            if (changed.Count < Stride)
                return;
            if (changed[^1].Position == changed[0].Position)
            {
                // One event changed more rows than a stride holds: forgetting all is cheaper than counting them.
                All(listener => listener.Reset(name));
                after = changed[^1].Position;
            }
            else
            {
                // The last position may have more rows than were read.
                after = changed[^1].Position - 1;
            }
        }
    }

    private void All(Action<(Action<RowChange> Changed, Action<string> Reset)> tell)
    {
        lock (gate)
            listeners.ForEach(tell);
    }

    private async Task<Dictionary<string, Seen>> Progress(CancellationToken ct)
    {
        await using var query = database.CreateCommand(
            "select p.name, coalesce(c.last_seq_id, 0), p.generation from eventops_projections p " +
            "join mt_event_progression c on c.name = p.name || ':All'");
        var found = new Dictionary<string, Seen>();
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            found.Add(row.GetString(0), new Seen(row.GetInt64(1), row.GetInt32(2)));
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Following the rows was interrupted; it goes on.")]
    private static partial void Interrupted(ILogger logger, Exception cause);

    private sealed record Seen(long Checkpoint, int Generation);
}
