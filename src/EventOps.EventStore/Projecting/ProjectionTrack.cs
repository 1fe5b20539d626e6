namespace EventOps.EventStore.Projecting;

/// <summary>
/// Where one fold of a projection stands: the living one, or the one that is made beside it. Each has a checkpoint, a row
/// that knows its generation, and a lock of its own.
/// </summary>
/// <param name="Shard">Names the checkpoint in <c>mt_event_progression</c>.</param>
/// <param name="Table">Knows generation, version and failure, under the projection's name.</param>
/// <param name="Lock">Names the advisory lock.</param>
internal sealed record ProjectionTrack(string Projection, string Shard, string Table, string Lock)
{
    public const string LivingSuffix = ":All";
    public const string RebuildSuffix = ":Rebuild";
    public const string LockPrefix = "eventops projection ";
    public const string RebuildLockSuffix = " rebuild";

    public static ProjectionTrack Living(string projection) =>
        new(projection, projection + LivingSuffix, "eventops_projections", LockPrefix + projection);

    public static ProjectionTrack Rebuild(string projection) =>
        new(projection, projection + RebuildSuffix, "eventops_rebuilds", LockPrefix + projection + RebuildLockSuffix);
}

/// <summary>What the database knows of a track.</summary>
/// <param name="Version">Of the code that makes its rows.</param>
internal sealed record TrackState(int Generation, int Version, long Position);
