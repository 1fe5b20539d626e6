namespace EventOps.EventStore;

/// <summary>What one event, one append and the queue of appends may hold.</summary>
public static class AppendLimits
{
    /// <summary>Bytes of one event's data.</summary>
    public const int EventBytes = 1024 * 1024;

    /// <summary>Events of one append.</summary>
    public const int Events = 1000;

    // One statement: enough to share a commit widely, small enough that nobody waits long behind it.
    internal const int BatchAppends = 512;
    internal const int BatchEvents = 4096;
    internal const int BatchBytes = 4 * 1024 * 1024;

    internal static void Check(IReadOnlyList<NewEvent> events)
    {
        if (events.Count == 0)
            throw new ArgumentException("An append needs at least one event.", nameof(events));
        if (events.Count > Events)
            throw new TooManyEventsException(events.Count);
        foreach (var e in events)
            if (e.Data.Length > EventBytes)
                throw new EventTooLargeException(e.Type, e.Data.Length);
    }
}
