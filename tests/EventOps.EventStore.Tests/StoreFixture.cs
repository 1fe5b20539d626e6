using System.Text;
using EventOps.EventStore.Reading;
using EventOps.Testing;
using Npgsql;
using Xunit;

namespace EventOps.EventStore.Tests;

/// <summary>A migrated database of its own, one store on it, and what the tests ask of it.</summary>
public sealed class StoreFixture : IAsyncLifetime
{
    private TestDatabase database = null!; // set before any test runs

    public EventStoreModule Store { get; private set; } = null!; // likewise

    public string ConnectionString => database.ConnectionString;

    public Streams Streams => Store.Streams;

    public Feed Feed => Store.Feed;

    public static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        Store = Open();
        await Store.Migrate(Soon);
        Store.Start();
    }

    /// <summary>Another node on the same database.</summary>
    public EventStoreModule Open(EventStoreSettings? settings = null) => new(ConnectionString, settings);

    public static StreamKey NewStream(string tenant = "c1") => new(tenant, Guid.CreateVersion7());

    public static NewEvent Event(string json = """{"by":1}""", string type = "counted") =>
        new(Guid.CreateVersion7(), type, Encoding.UTF8.GetBytes(json));

    /// <summary>Appends one event to a new stream; its position.</summary>
    public async Task<long> AppendOne(string tenant = "c1")
    {
        var result = await Streams.Append(NewStream(tenant), "tally", 0, [Event()], AppendMetadata.None, Soon);
        return Assert.IsType<AppendResult.Appended>(result).Position;
    }

    public async Task<T> Scalar<T>(string sql, params object[] values)
    {
        await using var command = Store.Database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task Execute(string sql)
    {
        await using var command = Store.Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A connection outside the store, as another program would open it.</summary>
    public async Task<NpgsqlConnection> Foreign()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await database.DisposeAsync();
    }
}

internal static class Sql
{
    public static async Task Run(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> Ask<T>(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
