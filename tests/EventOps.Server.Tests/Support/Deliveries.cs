using EventOps.Testing;
using Npgsql;

namespace EventOps.Server.Tests;

/// <summary>The deliveries as the database has them, for what no address shows yet.</summary>
internal static class Deliveries
{
    public static Task<long> Count(TestDatabase database, string condition) =>
        CountOf(database, $"eventops_deliveries where {condition}");

    public static async Task<long> CountOf(TestDatabase database, string rows)
    {
        await using var postgres = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = postgres.CreateCommand($"select count(*) from {rows}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static async Task<int> Run(TestDatabase database, string sql)
    {
        await using var postgres = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = postgres.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }
}
