namespace EventOps.EventStore;

/// <summary>What is to be appended to one stream as a part of a larger whole; see <see cref="Streams.AppendMany"/>.</summary>
public sealed record StreamAppend(StreamKey Stream, string? StreamType, long ExpectedVersion, IReadOnlyList<NewEvent> Events)
{
    internal long Version => ExpectedVersion + Events.Count;
}

/// <summary>How an append of many streams ended. Closed: only the cases below.</summary>
public abstract record AppendManyResult
{
    private AppendManyResult()
    {
    }

    /// <summary>Everything is stored; <paramref name="LastPosition"/> is that of the last event.</summary>
    public sealed record Appended(long LastPosition) : AppendManyResult;

    /// <summary>These streams were not at the expected version; nothing at all was stored.</summary>
    public sealed record Conflict(IReadOnlyList<StreamKey> Streams) : AppendManyResult;
}
