using EventOps.EmbeddedPostgres;
using EventOps.EventStore;
using Npgsql;

namespace EventOps.Chaos.Arena;

/// <summary>
/// The PostgreSQL under attack: an embedded cluster with fsync on, whose owner starts it again when it is killed. It can be
/// killed and asked directly, past the proxies of the servers.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    /// <summary>The sessions of servers; those that may hold a lease name their process, too.</summary>
    public const string OfServers = "application_name like 'eventops%'";

    private const int MostConnections = 90;
    private readonly PostgresCluster owned;
    private readonly string pidFile;

    private Cluster(PostgresCluster owned, NpgsqlDataSource direct, string data)
    {
        (this.owned, Direct) = (owned, direct);
        pidFile = Path.Combine(data, "postmaster.pid");
        Socket = Path.Combine(Named.Host!, $".s.PGSQL.{(Named.Port == 0 ? 5432 : Named.Port)}");
    }

    /// <summary>Unpooled, so that a session is one, and no broken one is handed out.</summary>
    public NpgsqlDataSource Direct { get; }

    public string ConnectionString => owned.ConnectionString;

    public string Socket { get; }

    public NpgsqlConnectionStringBuilder Named => new(ConnectionString);

    /// <summary>The process id of the running postmaster; null while there is none.</summary>
    public int? Postmaster
    {
        get
        {
            try
            {
                return int.TryParse(File.ReadLines(pidFile).First(), out var pid) && Directory.Exists($"/proc/{pid}") ? pid : null;
            }
            catch (Exception gone) when (gone is IOException or InvalidOperationException)
            {
                return null;
            }
        }
    }

    public static async Task<Cluster> Start(string folder, bool durable, CancellationToken ct)
    {
        var options = new EmbeddedPostgresOptions { DataDirectory = folder, MaxConnections = MostConnections };
        // Some settings are read at a start only: written by a first one, in force from the second.
        await using (var first = await PostgresCluster.Own(options, ct))
        await using (var source = NpgsqlDataSource.Create(first.ConnectionString))
            foreach (var setting in Settings(durable))
                await source.Execute($"alter system set {setting}", ct);
        var cluster = await PostgresCluster.Own(options, ct);
        var direct = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(EventStoreModule.Complete(cluster.ConnectionString))
        {
            Pooling = false, MaxAutoPrepare = 0, Timeout = 5, CommandTimeout = 20, ApplicationName = "chaos",
        });
        return new Cluster(cluster, direct, await direct.Ask<string>("show data_directory", ct));
    }

    /// <summary>kill -9 of the postmaster alone: its sessions notice and leave by themselves.</summary>
    public void KillPostmaster()
    {
        if (Postmaster is { } pid)
            Signals.KillNow(pid);
    }

    /// <summary>
    /// kill -9 of every process, the one that writes the WAL held still first: what only PostgreSQL's own memory knew is gone.
    /// </summary>
    public void KillEverything()
    {
        if (Postmaster is not { } pid)
            return;
        var children = Signals.Children(pid);
        Signals.KillNow(pid);
        foreach (var child in children)
            Signals.KillNow(child);
    }

    public async ValueTask DisposeAsync()
    {
        await Direct.DisposeAsync();
        await owned.DisposeAsync();
    }

    private static IEnumerable<string> Settings(bool durable)
    {
        yield return "max_prepared_transactions = 10";
        yield return "max_wal_size = '256MB'";
        if (durable)
            yield break;
        yield return "synchronous_commit = off";
        yield return "wal_writer_delay = '10s'";
        yield return "wal_writer_flush_after = '1GB'";
    }
}
