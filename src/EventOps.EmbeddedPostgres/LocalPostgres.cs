namespace EventOps.EmbeddedPostgres;

/// <summary>Programs of this machine.</summary>
internal sealed class LocalPostgres(string binaries, int major, ClusterDirectory cluster) : PostgresPrograms
{
    // As long as the longest recovery may take; a person who does not want to wait presses Ctrl+C.
    private const string StartSeconds = "600";
    private const string StopSeconds = "60";

    public override int Major => major;

    public override Task<ProgramRun> Run(IReadOnlyList<string> command, string? input, CancellationToken ct) =>
        ProgramRun.Of(
            [.. cluster.User?.Prefix ?? [], Path.Combine(binaries, command[0]), .. command.Skip(1)], ct, cluster.Path, input);

    public override Task<bool> IsRunning(CancellationToken ct)
    {
        if (PostmasterPid.Read(cluster) is not { } left)
            return Task.FromResult(false);
        if (left.NamesPostgres())
            return Task.FromResult(true);
        // The number went to a stranger after a restart of the machine; the server would take him for its predecessor.
        File.Delete(PostmasterPid.FileOf(cluster));
        return Task.FromResult(false);
    }

    // pg_ctl and not postgres: it gives the server a session of its own, so that Ctrl+C reaches us and not the database.
    public override async Task Start(CancellationToken ct)
    {
        var run = await Run(
            ["pg_ctl", "start", "-w", "-t", StartSeconds, "-D", "data", "-l", "data/server.log",
                "-o", $"-c config_file={ServerSettings.File}"], null, ct);
        if (!run.Succeeded)
            throw new PostgresUnavailableException($"PostgreSQL in {cluster.Path} did not start: {LastLines() ?? run.Said}");
    }

    public override async Task Stop(CancellationToken ct)
    {
        if (PostmasterPid.Read(cluster) is { } left && !left.IsSameProcess())
            throw new ClusterInUseException($"{PostmasterPid.FileOf(cluster)} names process {left.Pid}, a PostgreSQL that is "
                + "not the server of this cluster: delete the file when no server uses the folder.");
        var run = await Run(["pg_ctl", "stop", "-w", "-t", StopSeconds, "-m", "fast", "-D", "data"], null, ct);
        if (!run.Succeeded && await IsRunning(ct))
            await Run(["pg_ctl", "stop", "-w", "-m", "immediate", "-D", "data"], null, ct);
    }

    private string? LastLines()
    {
        var log = Path.Combine(cluster.Data, "server.log");
        return File.Exists(log) ? string.Join(' ', File.ReadLines(log).TakeLast(4)) : null;
    }
}
