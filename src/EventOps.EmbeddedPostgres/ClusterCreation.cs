using System.Security.Cryptography;

namespace EventOps.EmbeddedPostgres;

/// <summary>Makes a cluster with its database, whole or not at all: under another name first, then renamed.</summary>
internal static class ClusterCreation
{
    private const string Unfinished = "data.new";

    public static async Task Run(
        ClusterDirectory cluster, PostgresPrograms programs, EmbeddedPostgresOptions options, CancellationToken ct)
    {
        options.Progress?.Invoke($"Creating a PostgreSQL {programs.Major} cluster in {cluster.Path}");
        if (Directory.Exists(cluster.In(Unfinished)))
            Directory.Delete(cluster.In(Unfinished), recursive: true);
        await cluster.MakePrivate(cluster.In(Unfinished), ct);
        Check(await programs.Run([.. InitDb(cluster), .. options.Durable ? (string[])[] : ["--no-sync"]], null, ct));
        Check(await programs.Run(
            ["postgres", "--single", "-D", Unfinished, "-c", "exit_on_error=on", "template1"],
            $"create database {Endpoint.Database}\n", ct));
        await File.WriteAllTextAsync(cluster.In(ClusterDirectory.MadeByFile), programs.Name, ct);
        Directory.Move(cluster.In(Unfinished), cluster.Data);
    }

    private static string[] InitDb(ClusterDirectory cluster) =>
    [
        "initdb", "-D", Unfinished, "--username", Endpoint.User, "--encoding", "UTF8",
        // Bytes sort the same on every platform; a later C library cannot corrupt an index.
        "--locale", "C",
        .. Authentication(cluster),
    ];

    // Trust is sound only because the socket's folder and the data are private to one user, who could read the files anyway.
    // A loopback port is open to every user of the machine: there, a password.
    private static string[] Authentication(ClusterDirectory cluster)
    {
        if (!OperatingSystem.IsWindows())
            return ["--auth", "trust"];
        File.WriteAllText(cluster.In("password"), RandomNumberGenerator.GetHexString(48, lowercase: true));
        return ["--auth", "scram-sha-256", "--pwfile", "password"];
    }

    private static void Check(ProgramRun run)
    {
        if (!run.Succeeded)
            throw new PostgresUnavailableException($"The PostgreSQL cluster could not be created: {run.Said}");
    }
}
