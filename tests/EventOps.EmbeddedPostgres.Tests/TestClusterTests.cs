using EventOps.Testing;
using Npgsql;
using Xunit;

namespace EventOps.EmbeddedPostgres.Tests;

public sealed class TestClusterTests
{
    [Fact]
    public async Task a_fixture_gets_a_database_of_its_own()
    {
        await using var database = await TestDatabase.Create();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("select current_database()");
        Assert.StartsWith("test_", (string?)await command.ExecuteScalarAsync(), StringComparison.Ordinal);
    }
}
