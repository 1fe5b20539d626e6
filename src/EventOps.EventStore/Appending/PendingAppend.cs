namespace EventOps.EventStore.Appending;

/// <summary>An idempotency key to be recorded in the same commit as the events.</summary>
internal sealed record KeyClaim(string Key, ReadOnlyMemory<byte> RequestHash, ReadOnlyMemory<byte> Answer);

/// <summary>One append as it waits for, and goes through, a shared batch.</summary>
internal sealed class PendingAppend(
    StreamKey stream, string? streamType, long expectedVersion, IReadOnlyList<NewEvent> events, AppendMetadata metadata,
    DateTimeOffset at, KeyClaim? key, CancellationToken cancellation)
{
    // Continuations run elsewhere: a writer must not carry out its callers' next commands.
    private readonly TaskCompletionSource<AppendResult> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StreamKey Stream { get; } = stream;

    public string? StreamType { get; } = streamType;

    public long ExpectedVersion { get; } = expectedVersion;

    public IReadOnlyList<NewEvent> Events { get; } = events;

    public AppendMetadata Metadata { get; } = metadata;

    public DateTimeOffset At { get; } = at;

    public KeyClaim? Key { get; } = key;

    /// <summary>The headers of the metadata as JSON, made once on the caller's thread.</summary>
    public string? Headers { get; } = metadata.HeadersAsJson();

    /// <summary>The stream's version after this append.</summary>
    public long Version => ExpectedVersion + Events.Count;

    public int Bytes { get; } = BytesOf(events);

    /// <summary>The connection broke after this append was sent: it may be stored already.</summary>
    public bool InDoubt { get; set; }

    public Task<AppendResult> Result => done.Task;

    /// <summary>True when the caller gave up before the append was sent; once sent, its fate is awaited.</summary>
    public bool Withdrawn => cancellation.IsCancellationRequested && !InDoubt && done.TrySetCanceled(cancellation);

    public void Complete(AppendResult result) => done.TrySetResult(result);

    public void Fail(Exception cause) => done.TrySetException(cause);

    private static int BytesOf(IReadOnlyList<NewEvent> events)
    {
        var bytes = 0;
        for (var i = 0; i < events.Count; i++)
            bytes += events[i].Data.Length;
        return bytes;
    }
}
