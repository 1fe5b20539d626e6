namespace EventOps.EventStore.Appending;

/// <summary>What one event, one append and the queue of appends may hold.</summary>
public static class AppendLimits
{
    /// <summary>Bytes of one event's data.</summary>
    public const int EventBytes = 1024 * 1024;

    /// <summary>Events of one append.</summary>
    public const int Events = 1000;

    /// <summary>Events of one <see cref="Streams.AppendMany"/>: readers wait until such a commit is done.</summary>
    public const int BulkEvents = 100_000;

    /// <summary>Bytes of the data of one <see cref="Streams.AppendMany"/>.</summary>
    public const long BulkBytes = 256L * 1024 * 1024;

    // One statement: enough to share a commit widely, small enough that nobody waits long behind it.
    internal const int BatchAppends = 512;
    internal const int BatchEvents = 4096;
    internal const int BatchBytes = 4 * 1024 * 1024;

    internal static void Check(IReadOnlyList<NewEvent> events)
    {
        if (events.Count == 0)
            throw new ArgumentException("An append needs at least one event.", nameof(events));
        if (events.Count > Events)
            throw new TooManyEventsException(events.Count, Events);
        for (var i = 0; i < events.Count; i++)
            if (events[i].Data.Length > EventBytes)
                throw new EventTooLargeException(events[i].Type, events[i].Data.Length);
    }

    internal static void CheckMany(IReadOnlyList<StreamAppend> appends)
    {
        if (appends.Count == 0 || appends.Any(a => a.Events.Count == 0))
            throw new ArgumentException("An append needs at least one event for every stream.", nameof(appends));
        if (appends.Select(a => a.Stream).Distinct().Count() < appends.Count)
            throw new ArgumentException("A stream stands in one append once.", nameof(appends));
        if (appends.Sum(a => a.Events.Count) is var count and > BulkEvents)
            throw new TooManyEventsException(count, BulkEvents);
        if (appends.SelectMany(a => a.Events).FirstOrDefault(e => e.Data.Length > EventBytes) is { } large)
            throw new EventTooLargeException(large.Type, large.Data.Length);
        if (appends.Sum(a => a.Events.Sum(e => (long)e.Data.Length)) is var bytes and > BulkBytes)
            throw new AppendTooLargeException(bytes);
    }
}
