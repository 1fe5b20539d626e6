using EventOps.EmbeddedPostgres;

namespace EventOps.Testing;

/// <summary>The PostgreSQL of this test run: the one that EVENTOPS_TEST_POSTGRES names, else an embedded one of its own.</summary>
public static class TestCluster
{
    private static readonly Lazy<Task<string>> Server = new(() =>
        Environment.GetEnvironmentVariable("EVENTOPS_TEST_POSTGRES") is { Length: > 0 } named
            ? Task.FromResult(named)
            : Start());

    /// <summary>A connection string whose user may create databases.</summary>
    public static Task<string> ConnectionString() => Server.Value;

    private static async Task<string> Start()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"eventops-tests-{Environment.ProcessId}");
        var options = new EmbeddedPostgresOptions { DataDirectory = folder, Durable = false };
        var cluster = await PostgresCluster.Own(options, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        return cluster.ConnectionString;
    }
}
