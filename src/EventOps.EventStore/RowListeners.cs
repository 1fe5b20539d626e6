namespace EventOps.EventStore;

/// <summary>A row changed or was removed at this position.</summary>
public readonly record struct RowChange(string Projection, RowKey Key, long Position);

/// <summary>How far the rows of a projection are, and which generation of them is read.</summary>
internal sealed record Progress(long Checkpoint, int Generation)
{
    public static Progress None { get; } = new(0, 0);
}

/// <summary>Those who want to know on this node which rows changed, and the way to tell them.</summary>
internal sealed class RowListeners(Rows rows)
{
    private const int Stride = 1000;

    private readonly Lock gate = new();
    private readonly List<(Action<RowChange> Changed, Action<string> Reset)> listeners = [];

    public void Add(Action<RowChange> changed, Action<string> reset)
    {
        lock (gate)
            listeners.Add((changed, reset));
    }

    /// <summary>Tells what happened to a projection's rows from one moment to another.</summary>
    public async Task Tell(string name, Progress before, Progress now, CancellationToken ct)
    {
        if (now.Generation != before.Generation || now.Checkpoint < before.Checkpoint)
            Reset(name);
        else if (now.Checkpoint > before.Checkpoint)
            await TellChanges(name, before.Checkpoint, ct);
    }

    // No upper bound: a row that moved on meanwhile is told with its later position, and perhaps once more.
    private async Task TellChanges(string name, long after, CancellationToken ct)
    {
        while (true)
        {
            var changed = await rows.ChangedSince(name, after, Stride, ct);
            foreach (var row in changed)
                Changed(new RowChange(name, row.Key, row.Position));
            if (changed.Count < Stride)
                return;
            after = changed[^1].Position;
            // One event changed more rows than a stride holds: forgetting all is cheaper than counting them.
            if (changed[0].Position == after)
                Reset(name);
            else
                // The last position may have more rows than were read.
                after--;
        }
    }

    private void Changed(RowChange change)
    {
        lock (gate)
            foreach (var listener in listeners)
                listener.Changed(change);
    }

    private void Reset(string name)
    {
        lock (gate)
            foreach (var listener in listeners)
                listener.Reset(name);
    }
}
