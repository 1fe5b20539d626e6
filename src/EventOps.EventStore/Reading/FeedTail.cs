namespace EventOps.EventStore.Reading;

/// <summary>
/// The latest events in memory, written by the one look that advances the head and read by everybody: however many follow
/// the end of the log, its events are fetched once. Covers the positions after <c>from</c> up to <see cref="To"/> without a
/// gap; a reader before it asks the database. Bounded in events, in bytes and in age; nothing is kept per reader.
/// </summary>
internal sealed class FeedTail(int mostEvents, long mostBytes, TimeSpan longest, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Entry[] ring = new Entry[mostEvents];
    private int first;
    private int count;
    private long held;
    private long from;
    private long to;

    /// <summary>The head: every number up to here is visible or will never be.</summary>
    public long To => Volatile.Read(ref to);

    /// <summary>Events held now, and their bytes.</summary>
    public (int Events, long Bytes) Size
    {
        get
        {
            lock (gate)
                return (count, held);
        }
    }

    public void Add(RecordedEvent e)
    {
        var bytes = e.Weight;
        lock (gate)
        {
            while (count > 0 && (count == ring.Length || held + bytes > mostBytes))
                ForgetFirst();
            ring[(first + count) % ring.Length] = new Entry(e, bytes, time.GetTimestamp());
            count++;
            held += bytes;
            Volatile.Write(ref to, e.Position);
        }
    }

    /// <summary>Moves the head over numbers that will never come.</summary>
    public void Skip(long position)
    {
        lock (gate)
            Volatile.Write(ref to, Math.Max(to, position));
    }

    /// <summary>Moves the head to a position without having read the events before it.</summary>
    public void Restart(long position)
    {
        lock (gate)
        {
            Array.Clear(ring);
            (first, count, held, from) = (0, 0, 0, position);
            Volatile.Write(ref to, position);
        }
    }

    /// <summary>Holds nothing any more; the head stays where it is.</summary>
    public void Forget() => Restart(To);

    /// <summary>Null when what follows this position is not held any more.</summary>
    public FeedPage? Read(long after, int limit, FeedFilter? filter)
    {
        lock (gate)
        {
            ForgetAged();
            if (after < from)
                return null;
            var events = new List<RecordedEvent>();
            for (var i = IndexAfter(after); i < count; i++)
            {
                var e = At(i).Event;
                if (filter?.Admits(e) == false)
                    continue;
                events.Add(e);
                if (events.Count == limit)
                    return new FeedPage(events, e.Position);
            }

            return new FeedPage(events, Math.Max(to, after));
        }
    }

    private int IndexAfter(long position)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (At(middle).Event.Position > position)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private Entry At(int index) => ring[(first + index) % ring.Length];

    // A row that somebody mended, masked or removed in the database must not be served from memory for long.
    private void ForgetAged()
    {
        while (count > 0 && time.GetElapsedTime(At(0).At) > longest)
            ForgetFirst();
    }

    private void ForgetFirst()
    {
        from = At(0).Event.Position;
        held -= At(0).Bytes;
        ring[first] = default;
        first = (first + 1) % ring.Length;
        count--;
    }

    private readonly record struct Entry(RecordedEvent Event, int Bytes, long At);
}
