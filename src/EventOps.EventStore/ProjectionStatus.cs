namespace EventOps.EventStore;

public enum ProjectionState
{
    /// <summary>Follows the feed.</summary>
    Running,

    /// <summary>Stands before an event it cannot apply, and tries it again with growing pauses.</summary>
    Stopped,
}

/// <summary>Why a projection stands still, and at which event.</summary>
public sealed record ProjectionFailure(long Position, Guid EventId, string Error);

/// <summary>How far a projection is, wherever it runs. <paramref name="Lag"/> counts positions, holes included.</summary>
public sealed record ProjectionStatus(
    string Name, long Checkpoint, long Lag, ProjectionState State, ProjectionFailure? Failure, DateTimeOffset Since,
    bool LedHere);
