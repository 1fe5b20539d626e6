using System.Diagnostics;
using EventOps.EmbeddedPostgres;

namespace EventOps.Testing;

/// <summary>The PostgreSQL of this test run: the one that EVENTOPS_TEST_POSTGRES names, else an embedded one of its own.</summary>
public static class TestCluster
{
    private const string FolderName = "eventops-tests-";

    private static readonly Lazy<Task<string>> Server = new(() =>
        Environment.GetEnvironmentVariable("EVENTOPS_TEST_POSTGRES") is { Length: > 0 } named
            ? Task.FromResult(named)
            : Start());

    /// <summary>A connection string whose user may create databases.</summary>
    public static Task<string> ConnectionString() => Server.Value;

    private static async Task<string> Start()
    {
        await SweepKilledRuns();
        var folder = Path.Combine(Path.GetTempPath(), $"{FolderName}{Environment.ProcessId}");
        var cluster = await PostgresCluster.Own(Options(folder), CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(cluster, folder).GetAwaiter().GetResult();
        return cluster.ConnectionString;
    }

    private static EmbeddedPostgresOptions Options(string folder) => new() { DataDirectory = folder, Durable = false };

    private static async Task Stop(PostgresCluster cluster, string folder)
    {
        await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    // A run that was killed leaves its server behind.
    private static async Task SweepKilledRuns()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), $"{FolderName}*"))
            if (int.TryParse(Path.GetFileName(folder)[FolderName.Length..], out var pid) && !IsAlive(pid))
                await Sweep(folder);
    }

    private static async Task Sweep(string folder)
    {
        try
        {
            await PostgresCluster.Destroy(Options(folder), CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception busy) when (busy is ClusterInUseException or PostgresUnavailableException
            or IOException or UnauthorizedAccessException)
        {
            // Another run sweeps it, or it is another user's.
        }
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
