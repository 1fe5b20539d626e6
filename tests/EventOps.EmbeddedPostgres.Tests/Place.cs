using System.Runtime.Versioning;
using Npgsql;

// They look at permissions, sockets and processes as Linux shows them.
[assembly: SupportedOSPlatform("linux")]

namespace EventOps.EmbeddedPostgres.Tests;

/// <summary>A data directory of its own for one test, and the machine as that test describes it.</summary>
internal sealed class Place : IAsyncDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("eventops-pg-").FullName;

    public Place(string below = "data")
    {
        // Temporary folders are private; the database's user has to pass through.
        Folders.Permit(root, Folders.Passable);
        Options = new EmbeddedPostgresOptions { DataDirectory = In(below), Durable = false, Progress = Progress.Add };
    }

    public EmbeddedPostgresOptions Options { get; set; }

    public List<string> Progress { get; } = [];

    public string Cluster => Path.Combine(Options.DataDirectory, "postgres");

    public string Data => Path.Combine(Cluster, "data");

    /// <summary>The process id of the running (or killed) server.</summary>
    public int Pid => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First());

    public string In(string name) => Path.Combine(root, name);

    public Task<PostgresCluster> Own() => PostgresCluster.Own(Options, CancellationToken.None);

    public Task<PostgresCluster> Join() => PostgresCluster.Join(Options, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await PostgresCluster.Destroy(Options, CancellationToken.None);
        Directory.Delete(root, recursive: true);
    }

    public static async Task<object?> Ask(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
