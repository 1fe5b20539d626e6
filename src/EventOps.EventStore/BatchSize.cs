namespace EventOps.EventStore;

/// <summary>Sizes batches by time: many small events share a commit, few heavy ones do not outlast the lease.</summary>
internal sealed class BatchSize(TimeProvider time)
{
    private const int Least = 100;
    private const int Most = 5000;
    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(200);

    private long begun;

    public int Events { get; private set; } = 500;

    public void Begin() => begun = time.GetTimestamp();

    public void End(int events)
    {
        var took = time.GetElapsedTime(begun);
        if (took > Aim)
            Events = Math.Max(Least, Events / 2);
        else if (events == Events)
            Events = Math.Min(Most, Events * 2);
    }
}
