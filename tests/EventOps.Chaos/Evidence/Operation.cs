namespace EventOps.Chaos.Evidence;

/// <summary>What a client knows of one request when it is over.</summary>
internal enum Fate
{
    /// <summary>Acknowledged.</summary>
    Ok,

    /// <summary>Refused with an answer that promises that nothing was stored.</summary>
    Failed,

    /// <summary>No answer, or one that promises nothing: it may have been stored, or may yet be.</summary>
    Unknown,
}

/// <summary>What an acknowledged command was answered.</summary>
internal sealed record Acknowledgement(long Version, long Position, IReadOnlyList<Guid> Events)
{
    public bool SaysTheSame(Acknowledgement other) =>
        Version == other.Version && Position == other.Position && Events.SequenceEqual(other.Events);
}

/// <summary>One request of an operation. Its correlation id marks the events that it stored, if it did.</summary>
internal sealed record Try(string Correlation, Fate Fate, string Said, Acknowledgement? Answer = null);

/// <summary>
/// One change that a client wanted, and all requests it made for it. Only with an idempotency key is a request repeated.
/// </summary>
/// <param name="Types">The stored names of the events it appends when it changes anything.</param>
/// <param name="Stream">The meetup it is for.</param>
internal sealed record Operation(
    string Id, string Command, Guid Stream, string? Key, IReadOnlyList<string> Types, IReadOnlyList<Try> Tries)
{
    /// <summary>
    /// Acknowledged once is acknowledged. Refused is only what no earlier request can still be carried out for: a frozen
    /// server may wake up with one.
    /// </summary>
    public Fate Fate =>
        Tries.Any(t => t.Fate is Fate.Ok) ? Fate.Ok
        : Tries.All(t => t.Fate is Fate.Failed) ? Fate.Failed
        : Fate.Unknown;
}
