using EventOps.Testing;
using Npgsql;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests;

/// <summary>How the database goes about the store's statements.</summary>
public sealed class PlanTests
{
    [Fact]
    public async Task a_log_that_grows_from_nothing_is_never_read_as_a_whole()
    {
        const int Events = 300;
        await using var database = await TestDatabase.Create();
        await using (var store = new EventStoreModule(database.ConnectionString))
        {
            await store.Migrate(Soon);
            store.Start();
            for (var at = 0; at < Events; at++)
            {
                var stored = await store.Streams.Append(NewStream(), "tally", 0, [Event()], AppendMetadata.None, Soon);
                await store.Feed.WaitUntil(Assert.IsType<AppendResult.Appended>(stored).Position, Soon);
            }
        }

        // A session's figures are in when it is over.
        Assert.InRange(await Scanned(database, "mt_events"), 0, Events);
    }

    [Fact]
    public async Task settings_of_the_operator_stay_and_win()
    {
        await using var database = await TestDatabase.Create();
        await using var source = NpgsqlDataSource.Create(
            EventStoreModule.Complete($"{database.ConnectionString};Options=-c work_mem=7MB -c jit=on"));
        await using var connection = await source.OpenConnectionAsync(Soon);

        Assert.Equal("7MB", await Show(connection, "work_mem"));
        Assert.Equal("on", await Show(connection, "jit"));
        Assert.Equal("off", await Show(connection, "enable_seqscan"));
    }

    private static async Task<long> Scanned(TestDatabase database, string table)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var query = source.CreateCommand("select seq_tup_read from pg_stat_user_tables where relname = $1");
        query.Parameters.AddWithValue(table);
        return (long)(await query.ExecuteScalarAsync(Soon))!;
    }

    private static async Task<string?> Show(NpgsqlConnection connection, string setting)
    {
        await using var show = new NpgsqlCommand($"show {setting}", connection);
        return await show.ExecuteScalarAsync(Soon) as string;
    }
}
