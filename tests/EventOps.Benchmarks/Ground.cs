using System.Diagnostics;
using EventOps.EmbeddedPostgres;
using Npgsql;

namespace EventOps.Benchmarks;

/// <summary>What benchmarks stand on: an embedded cluster of their own, durable, in a temporary folder.</summary>
internal sealed class Ground : IAsyncDisposable
{
    private readonly PostgresCluster cluster;
    private readonly string folder;

    private Ground(PostgresCluster cluster, string folder, TimeSpan figure, string version) =>
        (this.cluster, this.folder, Figure, PostgresVersion) = (cluster, folder, figure, version);

    /// <summary>How long each figure is measured.</summary>
    public TimeSpan Figure { get; }

    public string PostgresVersion { get; }

    public static async Task<Ground> Prepare(TimeSpan figure)
    {
        var temporary = Directory.CreateTempSubdirectory("eventops-bench-").FullName;
        // As root the database runs as another user, who must get in.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(temporary, (UnixFileMode)0b111_101_101);
        var owned = await PostgresCluster.Own(
            new() { DataDirectory = temporary, MaxConnections = 400 }, CancellationToken.None);
        // Test databases are made in this cluster from now on.
        Environment.SetEnvironmentVariable("EVENTOPS_TEST_POSTGRES", owned.ConnectionString);
        await using var database = NpgsqlDataSource.Create(owned.ConnectionString);
        await using var command = database.CreateCommand("show server_version");
        return new(owned, temporary, figure, (string)(await command.ExecuteScalarAsync())!);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The path of a program, or null when the machine has none.</summary>
    public static string? Program(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append("/usr/sbin").Append("/usr/local/sbin").Concat(Versions())
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Versions() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin"))
        : [];

    public static async Task<string> Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {await errors}");
    }
}
