using System.Diagnostics;

namespace EventOps.EmbeddedPostgres;

/// <summary>Programs of this machine.</summary>
internal sealed class LocalPostgres(PostgresBinaries binaries, ClusterDirectory cluster) : PostgresPrograms
{
    // As long as the longest recovery may take; a person who does not want to wait presses Ctrl+C.
    private const string StartSeconds = "600";
    private const string StopSeconds = "60";
    private static readonly TimeSpan OrphansLeaveWithin = TimeSpan.FromSeconds(20);

    public override int Major => binaries.Major;

    public override string Name => "local";

    public override TimeSpan LookEvery => TimeSpan.FromMilliseconds(500);

    public override Task<ProgramRun> Run(IReadOnlyList<string> command, string? input, CancellationToken ct) =>
        ProgramRun.Of(
            [.. cluster.User?.Prefix ?? [], Path.Combine(binaries.Folder, command[0]), .. command.Skip(1)],
            ct, cluster.Path, input);

    public override Task<bool> IsRunning(CancellationToken ct) =>
        Task.FromResult(PostmasterPid.Read(cluster) is { } left && left.NamesPostgres());

    public override bool Started(PostmasterPid left) => left.IsSameProcess();

    public override async Task Start(CancellationToken ct)
    {
        var left = PostmasterPid.Read(cluster);
        if (left is not null)
            await PostmasterPid.Disown(cluster, ct);
        var since = Stopwatch.GetTimestamp();
        var run = await PgCtlStart(ct);
        // The sessions of a killed server hold its shared memory until they notice; until then a second one would be unsafe.
        while (!run.Succeeded && left is not null && Stopwatch.GetElapsedTime(since) < OrphansLeaveWithin)
        {
            await Task.Delay(100, ct);
            run = await PgCtlStart(ct);
        }

        if (!run.Succeeded)
            throw new PostgresUnavailableException($"PostgreSQL in {cluster.Path} did not start: {LastLines() ?? run.Said}");
    }

    public override async Task Stop(CancellationToken ct)
    {
        var run = await Run(["pg_ctl", "stop", "-w", "-t", StopSeconds, "-m", "fast", "-D", "data"], null, ct);
        if (!run.Succeeded && await IsRunning(ct))
            await Run(["pg_ctl", "stop", "-w", "-m", "immediate", "-D", "data"], null, ct);
    }

    // pg_ctl and not postgres: it gives the server a session of its own, so that Ctrl+C reaches us and not the database.
    private Task<ProgramRun> PgCtlStart(CancellationToken ct) =>
        Run(
            ["pg_ctl", "start", "-w", "-t", StartSeconds, "-D", "data", "-l", "data/server.log",
                "-o", $"-c config_file={ServerSettings.File}"], null, ct);

    private string? LastLines()
    {
        var log = Path.Combine(cluster.Data, "server.log");
        return File.Exists(log) ? string.Join(' ', File.ReadLines(log).TakeLast(4)) : null;
    }
}
