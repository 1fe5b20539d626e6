using EventOps.Testing;
using Npgsql;

namespace EventOps.Server.Tests;

/// <summary>The deliveries as the database has them, for what no address shows yet.</summary>
internal static class Deliveries
{
    public static async Task<long> Count(TestDatabase database, string condition)
    {
        await using var postgres = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = postgres.CreateCommand($"select count(*) from eventops_deliveries where {condition}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static async Task<int> Run(TestDatabase database, string sql)
    {
        await using var postgres = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = postgres.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }
}
