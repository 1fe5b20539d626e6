using System.Diagnostics;
using System.Globalization;
using EventOps.EmbeddedPostgres;
using Npgsql;
using Xunit;

namespace EventOps.EventStore.Tests;

/// <summary>A PostgreSQL of its own, which a test may kill and which prepares transactions, and a store on it.</summary>
public sealed class OwnCluster : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("eventops-own-").FullName;
    private PostgresCluster cluster = null!; // set before any test runs

    public string ConnectionString => cluster.ConnectionString;

    public EventStoreModule Store { get; private set; } = null!; // likewise

    public Said Said { get; } = new();

    public async ValueTask InitializeAsync()
    {
        // As root the database runs as another user, who must get in.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        cluster = await PostgresCluster.Own(Options, StoreFixture.Soon);
        Store = new EventStoreModule(ConnectionString, loggers: Said);
        await Store.Migrate(StoreFixture.Soon);
        Store.Start();
    }

    private EmbeddedPostgresOptions Options =>
        new() { DataDirectory = folder, Durable = false, MaxPreparedTransactions = 50 };

    /// <summary>kill -9 of the server; it is started again by its owner. Returns when it answers.</summary>
    public async Task Kill()
    {
        var pidFile = Directory.GetFiles(folder, "postmaster.pid", SearchOption.AllDirectories).Single();
        using (var server = Process.GetProcessById(int.Parse((await File.ReadAllLinesAsync(pidFile))[0], CultureInfo.InvariantCulture)))
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        await Answers();
    }

    /// <summary>kill -9 of one session's process: PostgreSQL ends all others and recovers.</summary>
    public async Task KillBackend(NpgsqlConnection connection)
    {
        using (var backend = Process.GetProcessById(connection.ProcessID))
            backend.Kill();
        await Answers();
    }

    public async Task<NpgsqlConnection> Foreign()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Runs it, again and again while the server is away.</summary>
    public static async Task<T> Patiently<T>(Func<Task<T>> work)
    {
        for (var limit = StoreFixture.Soon; ;)
        {
            try
            {
                return await work();
            }
            catch (Exception away) when (away is NpgsqlException or IOException && !limit.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }

    private Task<int> Answers() => Patiently(async () =>
    {
        await using var connection = await Foreign();
        return await connection.Ask<int>("select 1");
    });

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Store.DisposeAsync();
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await cluster.DisposeAsync();
            await PostgresCluster.Destroy(Options, CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }
}
