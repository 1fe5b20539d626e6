namespace EventOps.EventStore;

/// <summary>
/// Folded states, the least recently used dropped first. A stale state is harmless: whatever is decided on it meets a
/// version conflict. Bounded by the bytes of the events folded, the nearest thing to a state's size that is known.
/// </summary>
internal sealed class StateCache(long capacity)
{
    internal const long EntryOverhead = 512;

    private readonly Lock gate = new();
    private readonly Dictionary<(StreamKey, Type), LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> byUse = new();
    private long size;

    /// <summary>What the states here stand for, in bytes; never above the capacity.</summary>
    public long Size
    {
        get
        {
            lock (gate)
                return size;
        }
    }

    public CachedStream<TState>? Find<TState>(StreamKey key)
    {
        lock (gate)
        {
            if (!entries.TryGetValue((key, typeof(TState)), out var node))
                return null;
            byUse.Remove(node);
            byUse.AddFirst(node);
            return (CachedStream<TState>)node.Value.Cached;
        }
    }

    /// <summary>
    /// Keeps the state, unless a later version is here already or it has no room even alone: one huge stream must not drive
    /// all others out.
    /// </summary>
    public void Keep<TState>(StreamKey key, CachedStream<TState> cached)
    {
        lock (gate)
        {
            if (entries.TryGetValue((key, typeof(TState)), out var known))
            {
                if (((CachedStream<TState>)known.Value.Cached).Loaded.Version > cached.Loaded.Version)
                    return;
                Remove(known);
            }

            var entry = new Entry((key, typeof(TState)), cached, cached.Bytes + EntryOverhead);
            if (entry.Size > capacity)
                return;
            entries.Add(entry.Key, byUse.AddFirst(entry));
            size += entry.Size;
            while (size > capacity)
                Remove(byUse.Last!); // what was added alone fits
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        byUse.Remove(node);
        entries.Remove(node.Value.Key);
        size -= node.Value.Size;
    }

    private sealed record Entry((StreamKey, Type) Key, object Cached, long Size);
}

/// <summary>A folded stream and the bytes of event data it was folded from.</summary>
internal sealed record CachedStream<TState>(LoadedStream<TState> Loaded, long Bytes);
