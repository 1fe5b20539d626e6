namespace EventOps.EventStore;

/// <summary>How an append ended. Closed: only the cases below.</summary>
public abstract record AppendResult
{
    private AppendResult()
    {
    }

    /// <summary>All events are stored; <paramref name="Position"/> is that of the last.</summary>
    public sealed record Appended(long Version, long Position) : AppendResult;

    /// <summary>The stream was not at the expected version; nothing was stored.</summary>
    public sealed record Conflict : AppendResult;

    /// <summary>The idempotency key was recorded by somebody else meanwhile; nothing was stored.</summary>
    internal sealed record KeyTaken : AppendResult;
}
