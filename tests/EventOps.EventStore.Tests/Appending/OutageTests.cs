using Npgsql;
using Xunit;

namespace EventOps.EventStore.Tests.Appending;

/// <summary>Which errors mean that the database is away: those are waited out, all others are the fault of what was sent.</summary>
public sealed class OutageTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Theory]
    [InlineData("FATAL")]
    [InlineData("PANIC")]
    public void what_ends_the_session_leaves_the_fate_unknown_whatever_its_code(string severity) =>
        Assert.True(SqlStates.ConnectionLost(new PostgresException("no space", severity, severity, PostgresErrorCodes.DiskFull)));

    [Theory]
    [InlineData(PostgresErrorCodes.DiskFull)]
    [InlineData(PostgresErrorCodes.OutOfMemory)]
    [InlineData(PostgresErrorCodes.IoError)]
    public void a_statement_refused_for_want_of_room_is_worth_repeating_and_stored_nothing(string state)
    {
        var refused = new PostgresException("no space", "ERROR", "ERROR", state);
        Assert.True(SqlStates.Outage(refused));
        Assert.False(SqlStates.ConnectionLost(refused));
    }

    [Theory]
    [InlineData(PostgresErrorCodes.UniqueViolation)]
    [InlineData(PostgresErrorCodes.InvalidTextRepresentation)]
    [InlineData(PostgresErrorCodes.UndefinedTable)]
    public void a_statement_that_is_wrong_is_no_outage(string state) =>
        Assert.False(SqlStates.Outage(new PostgresException("wrong", "ERROR", "ERROR", state)));

    [Fact]
    public async Task a_connection_that_broke_unnoticed_is_an_outage_and_a_disposed_source_is_none()
    {
        await using var source = NpgsqlDataSource.Create(fixture.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(StoreFixture.Soon);
        await using var killing = new NpgsqlCommand("select pg_terminate_backend(pg_backend_pid())", connection);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => killing.ExecuteNonQueryAsync(StoreFixture.Soon));

        var broken = await Assert.ThrowsAnyAsync<Exception>(() => killing.ExecuteNonQueryAsync(StoreFixture.Soon));
        Assert.True(SqlStates.Outage(broken), broken.ToString());

        await source.DisposeAsync();
        var disposed = await Assert.ThrowsAnyAsync<Exception>(async () => await source.OpenConnectionAsync(StoreFixture.Soon));
        Assert.False(SqlStates.Outage(disposed), disposed.ToString());
    }
}
