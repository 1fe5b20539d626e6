namespace EventOps.EventStore;

/// <summary>What an operator or a test may turn. The defaults fit one small server.</summary>
public sealed record EventStoreSettings
{
    /// <summary>Connections that write, each with one batch under way.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>Appends that may wait; one more is refused with <see cref="StoreBusyException"/>.</summary>
    public int QueuedAppends { get; init; } = 4096;

    /// <summary>Bytes of event data that may wait.</summary>
    public long QueuedBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long an append outlives an unreachable database before it fails.</summary>
    public TimeSpan AppendPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of event data that cached states may stand for.</summary>
    public long CachedStateBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How often readers look for events that no signal announced.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long a hole in the numbers waits beyond the proof that no transaction owns it, while Marten writes to the same
    /// database: in its Rich mode it draws numbers in a transaction of their own, which nothing in the database shows.
    /// </summary>
    public TimeSpan EarlyNumberGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest pause between two tries of an event that a projection cannot apply.</summary>
    public TimeSpan LongestRetryPause { get; init; } = TimeSpan.FromSeconds(30);
}
