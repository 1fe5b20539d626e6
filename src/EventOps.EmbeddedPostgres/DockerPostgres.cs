namespace EventOps.EmbeddedPostgres;

/// <summary>
/// Programs of the official image, on Linux only: elsewhere a container's Unix socket does not reach the host. The cluster's
/// folder has the same path inside, so everything else is as with programs of this machine.
/// </summary>
internal sealed class DockerPostgres(string docker, int major, string user, ClusterDirectory cluster, Endpoint endpoint)
    : PostgresPrograms
{
    public const int PreferredMajor = 17;

    private string Image => $"postgres:{major}";

    private string Container => $"eventops-{cluster.Key}";

    public override int Major => major;

    public override string Name => "docker";

    public override TimeSpan LookEvery => TimeSpan.FromSeconds(5);

    /// <summary>Null when no Docker runs here.</summary>
    public static async Task<DockerPostgres?> Find(Machine machine, ClusterDirectory cluster, CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux() || machine.Docker is not { } docker
            || !(await ProgramRun.Of([docker, "info", "--format", "{{.ServerVersion}}"], ct)).Succeeded)
            return null;
        var user = cluster.User is { } other ? $"{other.Uid}:{other.Gid}" : $"{await Id("-u", ct)}:{await Id("-g", ct)}";
        return new DockerPostgres(
            docker, cluster.Major ?? PreferredMajor, user, cluster, Endpoint.Of(cluster, machine));
    }

    public override Task<ProgramRun> Run(IReadOnlyList<string> command, string? input, CancellationToken ct) =>
        ProgramRun.Of([docker, "run", "--rm", "--interactive", .. Frame(command)], ct, input: input);

    public override async Task<bool> IsRunning(CancellationToken ct) =>
        (await Docker(ct, "container", "inspect", "--format", "{{.State.Running}}", Container)).Output.Trim() == "true";

    // The container's name says it; the process ids in its files are its own.
    public override bool Started(PostmasterPid left) => true;

    public override async Task Start(CancellationToken ct)
    {
        await Docker(ct, "rm", "--force", Container);
        var run = await ProgramRun.Of(
            [docker, "run", "--detach", "--name", Container, "--stop-signal", "SIGINT",
                .. Frame(["postgres", "-D", "data", "-c", $"config_file={ServerSettings.File}"])], ct);
        while (run.Succeeded && !(PostmasterPid.Read(cluster) is { IsReady: true } && await endpoint.Answers(ct)))
        {
            if (!await IsRunning(ct))
                run = await Docker(ct, "logs", "--tail", "4", Container) with { ExitCode = 1 };
            await Task.Delay(50, ct);
        }

        if (!run.Succeeded)
            throw new PostgresUnavailableException($"PostgreSQL in Docker did not start: {run.Said}");
    }

    public override async Task Stop(CancellationToken ct)
    {
        await Docker(ct, "stop", "--time", "60", Container);
        await Docker(ct, "rm", "--force", Container);
    }

    private Task<ProgramRun> Docker(CancellationToken ct, params string[] arguments) => ProgramRun.Of([docker, .. arguments], ct);

    private IEnumerable<string> Frame(IReadOnlyList<string> command) =>
    [
        "--network", "none", "--user", user, "--security-opt", "label=disable",
        // initdb asks for the name of the user it runs as.
        "--mount", "type=bind,source=/etc/passwd,target=/etc/passwd,readonly",
        .. Mounted(cluster.Path),
        .. Directory.Exists(endpoint.Host) && !endpoint.Host.StartsWith(cluster.Path, StringComparison.Ordinal)
            ? Mounted(endpoint.Host) : [],
        "--workdir", cluster.Path, "--entrypoint", command[0], Image, .. command.Skip(1),
    ];

    private static string[] Mounted(string folder) => ["--mount", $"type=bind,source={folder},target={folder}"];

    private static async Task<string> Id(string option, CancellationToken ct) =>
        (await ProgramRun.Of(["id", option], ct)).Output.Trim();
}
