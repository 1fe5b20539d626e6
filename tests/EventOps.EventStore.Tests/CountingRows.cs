using System.Text.Json;
using EventOps.EventStore.Projecting;
using static EventOps.EventStore.Tests.OwnStore;

namespace EventOps.EventStore.Tests;

/// <summary>The projection that rebuilds are tried with.</summary>
internal static class CountingRows
{
    /// <summary>A row per stream that counts its events; what it folds can be held up, watched and poisoned.</summary>
    public static RowProjection<Total> Counting(
        string name, Gate? gate = null, int version = 1, int step = 1, Tries? tries = null) => new(
        name,
        e => new RowKey(e.Tenant, e.StreamId.ToString()),
        (row, e) =>
        {
            gate?.Wait(e.Position);
            tries?.Fold(e.Position);
            return e.Type switch
            {
                "removed" => null,
                "unchanged" => row,
                _ => new Total((row?.Sum ?? 0) + step),
            };
        },
        row => JsonSerializer.SerializeToUtf8Bytes(row),
        data => JsonSerializer.Deserialize<Total>(data.Span)!,
        row => new RowIndex($"{row.Sum:D6}", ["counted"]),
        version);
}

/// <summary>Holds a fold up until it is opened.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new();

    public long UpTo { get; set; } = long.MaxValue;

    public Task Reached => reached.Task;

    public void Open() => opened.TrySetResult();

    public void Wait(long position)
    {
        if (position > UpTo)
            return;
        reached.TrySetResult();
        opened.Task.Wait(Patience);
    }
}

/// <summary>Which positions were folded, and one that cannot be.</summary>
internal sealed class Tries
{
    public long? PoisonAt { get; init; }

    public long First { get; private set; } = long.MaxValue;

    public long Last { get; private set; }

    public void Fold(long position)
    {
        (First, Last) = (Math.Min(First, position), Math.Max(Last, position));
        if (position == PoisonAt)
            throw new InvalidOperationException("cannot swallow");
    }
}
