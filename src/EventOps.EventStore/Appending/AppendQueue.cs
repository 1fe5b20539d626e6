namespace EventOps.EventStore.Appending;

/// <summary>
/// The appends that wait for a writer, in order of arrival. Bounded by their number, and by the bytes of these and of those
/// under way. Not safe for use by several threads at once.
/// </summary>
internal sealed class AppendQueue(int most, long mostBytes)
{
    private readonly Queue<PendingAppend> waiting = [];
    private long bytes;

    public bool IsEmpty => waiting.Count == 0;

    /// <exception cref="StoreBusyException">There is no room.</exception>
    public void Add(PendingAppend append)
    {
        if (waiting.Count >= most || bytes + append.Bytes > mostBytes)
            throw new StoreBusyException();
        waiting.Enqueue(append);
        bytes += append.Bytes;
    }

    /// <summary>Begins the batch anew with what waits; false when nothing does.</summary>
    public bool Fill(AppendBatch batch)
    {
        Empty(batch);
        while (!batch.Full && waiting.TryDequeue(out var append))
        {
            if (append.Withdrawn)
                bytes -= append.Bytes;
            else
                batch.Add(append);
        }

        return batch.Appends.Count > 0;
    }

    /// <summary>Takes back the room of a batch that is done.</summary>
    public void Empty(AppendBatch batch)
    {
        bytes -= batch.Bytes;
        batch.Clear();
    }
}
