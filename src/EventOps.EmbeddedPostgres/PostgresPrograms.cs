namespace EventOps.EmbeddedPostgres;

/// <summary>
/// PostgreSQL's own programs, wherever they run, at work on one cluster. They run in the cluster's folder and name what is in
/// it relatively, because pg_ctl passes paths through a shell.
/// </summary>
internal abstract class PostgresPrograms
{
    public abstract int Major { get; }

    /// <summary>The kind, noted in the cluster: the process ids in one kind's files mean nothing to the other.</summary>
    public abstract string Name { get; }

    /// <summary>How often it is worth looking whether the server still runs.</summary>
    public abstract TimeSpan LookEvery { get; }

    /// <summary>Runs initdb or a single-user postgres to its end.</summary>
    public abstract Task<ProgramRun> Run(IReadOnlyList<string> command, string? input, CancellationToken ct);

    /// <summary>Whether a server of this cluster runs, in whatever state.</summary>
    public abstract Task<bool> IsRunning(CancellationToken ct);

    /// <summary>Whether the running server is surely the one that wrote this file.</summary>
    public abstract bool Started(PostmasterPid left);

    /// <summary>Starts the server and returns when it takes connections.</summary>
    public abstract Task Start(CancellationToken ct);

    /// <summary>Stops the server, its sessions too, and returns when it is gone.</summary>
    public abstract Task Stop(CancellationToken ct);
}
