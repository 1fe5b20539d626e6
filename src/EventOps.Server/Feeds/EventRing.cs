namespace EventOps.Server.Feeds;

/// <summary>The newest frames of all communities, bounded by bytes. Readers hold positions, never frames.</summary>
internal sealed class EventRing(long mostBytes)
{
    // A reader far behind takes several turns, so that nobody holds the lock for long.
    private const int Turn = 256;

    private readonly Lock gate = new();
    private readonly List<StreamFrame> frames = [];
    private int first;
    private long bytes;
    private long from;
    private long through;

    /// <summary>Everything up to here was added.</summary>
    public long Through
    {
        get
        {
            lock (gate)
                return through;
        }
    }

    /// <summary>Empty, and about what comes after a position.</summary>
    public void Restart(long position)
    {
        lock (gate)
        {
            frames.Clear();
            (first, bytes, from, through) = (0, 0, position, position);
        }
    }

    /// <summary>The next frames in order; all positions up to <paramref name="upTo"/> are told by them.</summary>
    public void Add(IEnumerable<StreamFrame> next, long upTo)
    {
        lock (gate)
        {
            foreach (var frame in next)
            {
                frames.Add(frame);
                bytes += frame.Bytes.Length;
            }

            through = upTo;
            while (bytes > mostBytes)
                Forget();
            Compact();
        }
    }

    /// <summary>
    /// Adds the frames after a position that are wanted, and returns how far it looked; null when what comes after the
    /// position is not here any more.
    /// </summary>
    public long? Read(long after, EventSelection wanted, List<StreamFrame> into)
    {
        lock (gate)
        {
            if (after < from)
                return null;
            if (after >= through)
                return after;
            var at = FirstAfter(after);
            var end = Math.Min(frames.Count, at + Turn);
            for (; at < end; at++)
                if (wanted.Takes(frames[at].Community, frames[at].Type, frames[at].IsPublic))
                    into.Add(frames[at]);
            return end == frames.Count ? through : frames[end - 1].Position;
        }
    }

    private void Forget()
    {
        bytes -= frames[first].Bytes.Length;
        from = frames[first].Position;
        frames[first++] = null!; // Out of reach: nothing looks before "first".
    }

    private void Compact()
    {
        if (first <= frames.Count / 2)
            return;
        frames.RemoveRange(0, first);
        first = 0;
    }

    private int FirstAfter(long position)
    {
        var (low, high) = (first, frames.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (frames[middle].Position > position)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
