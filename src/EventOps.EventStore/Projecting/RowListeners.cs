namespace EventOps.EventStore.Projecting;

/// <summary>A row changed or was removed at this position.</summary>
public readonly record struct RowChange(string Projection, RowKey Key, long Position);

/// <summary>Those who want to know on this node which rows changed, and the way to tell them.</summary>
internal sealed class RowListeners(Rows rows)
{
    private readonly Lock gate = new();
    private readonly List<(Action<RowChange> Changed, Action<string> Reset)> listeners = [];

    public void Add(Action<RowChange> changed, Action<string> reset)
    {
        lock (gate)
            listeners.Add((changed, reset));
    }

    /// <summary>Tells what happened to a projection's rows from one moment to another.</summary>
    /// <param name="changed">The first of what changed, as many as a look tells.</param>
    public async Task Tell(string name, Progress before, Progress now, IReadOnlyList<ChangedRow> changed, CancellationToken ct)
    {
        if (now.Generation != before.Generation || now.Checkpoint < before.Checkpoint)
            Reset(name);
        else if (now.Checkpoint > before.Checkpoint)
            await TellChanges(name, changed, ct);
    }

    // No upper bound: a row that moved on meanwhile is told with its later position, and perhaps once more.
    private async Task TellChanges(string name, IReadOnlyList<ChangedRow> changed, CancellationToken ct)
    {
        while (true)
        {
            foreach (var row in changed)
                Changed(new RowChange(name, row.Key, row.Position));
            if (changed.Count < RowLook.Stride)
                return;
            var after = changed[^1].Position;
            // One event changed more rows than a stride holds: forgetting all is cheaper than counting them.
            if (changed[0].Position == after)
                Reset(name);
            else
                // The last position may have more rows than were read.
                after--;
            changed = await rows.ChangedSince(name, after, RowLook.Stride, ct);
        }
    }

    private void Changed(RowChange change)
    {
        lock (gate)
            foreach (var listener in listeners)
                listener.Changed(change);
    }

    /// <summary>Tells that all rows of a projection may have changed.</summary>
    public void Reset(string name)
    {
        lock (gate)
            foreach (var listener in listeners)
                listener.Reset(name);
    }
}
