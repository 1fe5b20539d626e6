using EventOps.Testing;
using Npgsql;

namespace EventOps.Server.Tests.Nodes;

/// <summary>Server processes that share a database, and what a test asks of them and of the database.</summary>
internal sealed class SeveralNodes : IAsyncDisposable
{
    private readonly NpgsqlDataSource postgres;

    private SeveralNodes(TestDatabase database, RunningServer[] servers)
    {
        (Database, Servers) = (database, servers);
        postgres = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public TestDatabase Database { get; }

    public RunningServer[] Servers { get; }

    public static async Task<SeveralNodes> Start(int count)
    {
        var database = await TestDatabase.Create();
        var servers = new List<RunningServer>();
        for (var i = 0; i < count; i++)
            servers.Add(await RunningServer.Start(database));
        return new(database, [.. servers]);
    }

    /// <summary>The node that runs a projection; null while none does.</summary>
    public async Task<string?> Leader(string projection) => await Scalar<string>(
        "select substr(a.application_name, 10) from pg_locks l join pg_stat_activity a on a.pid = l.pid and a.datid = l.database " +
        "where l.locktype = 'advisory' and l.granted and l.objsubid = 1 and a.datname = current_database() " +
        $"and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('eventops projection {projection}', 0)");

    public Task<string> LeaderIs(string projection, Func<string, bool> met) =>
        Eventually.Sees(() => Leader(projection), node => node is not null && met(node), $"another leader of {projection}")!;

    public RunningServer Of(string node) => Servers.Single(server => server.Node == node);

    public RunningServer OtherThan(RunningServer one) => Servers.First(server => server != one);

    public async Task<T?> Scalar<T>(string sql)
    {
        await using var command = postgres.CreateCommand(sql);
        return (T?)await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers)
            await server.DisposeAsync();
        await postgres.DisposeAsync();
        await Database.DisposeAsync();
    }
}

internal static class ReadsThatWait
{
    /// <summary>What anybody reads that includes a position. A node waits two seconds for it; on a slow machine it is asked again.</summary>
    public static Task<Answer> UpTo(this TestCommunity community, long position, string page) => Eventually.Sees(
        () => community.Anybody.Get($"{page}?minPosition={position}"), answer => answer.Status == 200, $"{page} at {position}");
}
