namespace EventOps.EventStore;

/// <summary>Tells a database that is away from one that says no.</summary>
public static class Outages
{
    /// <summary>Whether the same may succeed in a moment: the connection broke, the server restarts, a disk is full.</summary>
    public static bool IsOutage(Exception e) => SqlStates.Outage(e);
}
