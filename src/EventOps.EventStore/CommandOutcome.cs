namespace EventOps.EventStore;

/// <summary>What a decision chose.</summary>
/// <param name="Events">The events to append, in order; none when nothing changes.</param>
/// <param name="Result">Handed back to the caller in the outcome.</param>
/// <param name="Answer">
/// What to keep under the idempotency key, made from the events' ids before they are appended; the store keeps version and
/// position itself. Null and no events: the key is not recorded, and the same request is decided afresh (a refusal).
/// </param>
public sealed record Choice<TEvent, TResult>(
    IReadOnlyList<TEvent> Events,
    TResult Result,
    Func<IReadOnlyList<EventReference>, ReadOnlyMemory<byte>>? Answer = null);

/// <summary>The conditions under which a command is carried out.</summary>
public sealed record CommandOptions
{
    public static readonly CommandOptions None = new();

    /// <summary>The version the caller saw (If-Match); null: decide on whatever is there.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Which versions the caller accepts besides (If-Match with several tags, If-None-Match); null: each.</summary>
    public Func<long, bool>? Accepts { get; init; }

    /// <summary>Only say what would come of it: neither events nor a key are stored, and the outcome is that nothing changed.</summary>
    public bool DryRun { get; init; }

    /// <summary>Chosen by the caller of the API, unique in its tenant for 24 hours.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Tells the same request from another one under the same key.</summary>
    public ReadOnlyMemory<byte> RequestHash { get; init; }

    public AppendMetadata Metadata { get; init; } = AppendMetadata.None;

    internal bool Expects(long version) =>
        (ExpectedVersion is not { } expected || expected == version) && (Accepts is null || Accepts(version));
}

/// <summary>How a command ended. Closed: only the cases below.</summary>
public abstract record CommandOutcome<TResult>
{
    private CommandOutcome()
    {
    }

    /// <summary>The events are stored; <paramref name="Position"/> is that of the last one.</summary>
    public sealed record Appended(TResult Result, long Version, long Position, IReadOnlyList<EventReference> Events)
        : CommandOutcome<TResult>;

    /// <summary>Nothing was decided on the stream as it is at this version.</summary>
    public sealed record Unchanged(TResult Result, long Version, long Position) : CommandOutcome<TResult>;

    /// <summary>The same request was carried out before: its stored answer, its version and position then.</summary>
    public sealed record Repeated(Guid StreamId, ReadOnlyMemory<byte> Answer, long Version, long Position)
        : CommandOutcome<TResult>;

    /// <summary>The key was used for another request.</summary>
    public sealed record KeyReused : CommandOutcome<TResult>;

    /// <summary>The stream is not at the expected version.</summary>
    public sealed record VersionMismatch(long Actual) : CommandOutcome<TResult>;

    /// <summary>Other writers were faster four times in a row; nothing was stored. Worth trying again later.</summary>
    public sealed record Contended(long Actual) : CommandOutcome<TResult>;
}
