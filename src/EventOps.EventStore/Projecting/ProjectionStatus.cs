namespace EventOps.EventStore.Projecting;

public enum ProjectionState
{
    /// <summary>Follows the feed.</summary>
    Running,

    /// <summary>Stands before an event it cannot apply, and tries it again with growing pauses.</summary>
    Stopped,
}

/// <summary>Why a projection stands still, and at which event.</summary>
public sealed record ProjectionFailure(
    long Position, Guid EventId, string Type, string Tenant, Guid StreamId, string Error);

/// <summary>How far a projection is, wherever it runs.</summary>
/// <param name="Lag">Positions between it and the feed, holes included.</param>
/// <param name="Generation">Of the rows that are read; each rebuild makes the next one.</param>
/// <param name="Version">Of the code that made them; 0: none has begun yet.</param>
/// <param name="Leader">The node that runs it, as <c>host:process id</c>; null when none does.</param>
/// <param name="LedHere">Whether that is this runner.</param>
/// <param name="Rebuild">Null when none is under way.</param>
public sealed record ProjectionStatus(
    string Name, long Checkpoint, long Lag, ProjectionState State, ProjectionFailure? Failure, DateTimeOffset Since,
    int Generation, int Version, string? Leader, bool LedHere, RebuildStatus? Rebuild);

/// <summary>How far the next generation of a projection's rows is.</summary>
/// <param name="Lag">Positions between it and the feed.</param>
public sealed record RebuildStatus(
    long Checkpoint, long Lag, ProjectionState State, ProjectionFailure? Failure, DateTimeOffset Since, int Generation,
    int Version, string? Leader);
