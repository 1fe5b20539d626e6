namespace EventOps.EventStore.Projecting;

/// <summary>
/// Sizes batches by time and weight: far behind, many events share a commit and a row that changed often is written once.
/// Small batches would write it more often, so a slow machine gets no very small ones. After a failure batches are halved
/// until the event that causes it is alone.
/// </summary>
internal sealed class BatchSize
{
    private const int Least = 1000;
    private const int Most = 20_000;
    private const long MostWeight = 8 * 1024 * 1024;
    private static readonly TimeSpan Aim = TimeSpan.FromSeconds(1);

    private int events = 2000;
    private int suspected = int.MaxValue;
    private long suspectedUpTo;

    /// <summary>At most so many events in the next batch.</summary>
    public int Events => Math.Min(events, suspected);

    public bool IsReached(int gathered, long weight) => gathered >= Events || weight >= MostWeight;

    /// <summary>A batch of so many events was committed, up to this position.</summary>
    public void Succeeded(int count, TimeSpan took, long position)
    {
        if (position >= suspectedUpTo)
            suspected = int.MaxValue;
        if (took > Aim)
            events = Math.Max(Least, events / 2);
        else if (count >= events / 2)
            events = Math.Min(Most, events * 2);
    }

    /// <summary>A batch of several events failed: look for the one among those up to this position.</summary>
    public void Failed(int count, long position)
    {
        suspected = Math.Max(1, count / 2);
        suspectedUpTo = Math.Max(suspectedUpTo, position);
    }
}
