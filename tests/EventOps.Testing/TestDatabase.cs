using Npgsql;

namespace EventOps.Testing;

/// <summary>
/// An empty database of its own for one fixture, dropped when disposed. It lives in the cluster that
/// <c>EVENTOPS_TEST_POSTGRES</c> names, else in the embedded one of this test run.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string cluster;
    private readonly string name;

    private TestDatabase(string cluster, string name)
    {
        this.cluster = cluster;
        this.name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(cluster) { Database = name }.ConnectionString;
    }

    public string ConnectionString { get; }

    public static async Task<TestDatabase> Create()
    {
        var server = await TestCluster.ConnectionString();
        var database = $"test_{Guid.CreateVersion7():N}";
        await Execute(server, $"create database {database}");
        return new TestDatabase(server, database);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Execute(cluster, $"drop database if exists {name} with (force)");
    }

    private static async Task Execute(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
