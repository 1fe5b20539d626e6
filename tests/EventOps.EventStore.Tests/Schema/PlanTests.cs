using EventOps.EventStore.Reading;
using EventOps.Testing;
using Npgsql;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Schema;

/// <summary>How the database goes about the store's statements.</summary>
public sealed class PlanTests
{
    private const string Grow = """
        set local session_replication_role = replica;
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
        select n, gen_random_uuid(), gen_random_uuid(), 1, '{}', 'counted', now(), 't' from generate_series(1, 20000) n
        """;

    // Statistics gathered in the background would have all plans made anew.
    private const string KeepPlans = "alter table mt_events set (autovacuum_enabled = false)";

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
    public async Task a_row_is_looked_up_alone_in_a_table_that_grows_from_nothing()
    {
        const int Streams = 300;
        await using var database = await TestDatabase.Create();
        await using (var store = new EventStoreModule(database.ConnectionString))
        {
            await store.Migrate(Soon);
            store.Start();
            await using var runner = store.Projections(CountingRows.Counting("looked"));
            runner.Start();
            for (var at = 0; at < Streams; at++)
            {
                var stored = await store.Streams.Append(NewStream(), "total", 0, [Event(type: "counted")], AppendMetadata.None, Soon);
                await OwnStore.Caught(store, "looked", Assert.IsType<AppendResult.Appended>(stored).Position);
            }
        }

        // Each row is looked for before it is there, written, and told to those who follow the changes.
        Assert.InRange(await Entries(database, "eventops_rows"), Streams, 4 * Streams);
    }

    [Fact]
    public async Task a_page_of_a_log_that_has_grown_is_read_alone()
    {
        const int Page = 400;
        await using var database = await TestDatabase.Create();
        await using (var store = new EventStoreModule(database.ConnectionString))
        {
            await store.Migrate(Soon);
            await Run(store, KeepPlans);
            var log = new LogReader(store.Lookups);
            await ReadBothWays(log, Page); // planned while there is nothing
            await ReadBothWays(log, Page);
            await Run(store, Grow);

            Assert.Equal(2 * Page, await ReadBothWays(log, Page));
        }

        Assert.InRange(await Entries(database, "mt_events"), 2 * Page, 4 * Page);
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

    [Fact]
    public async Task statements_that_look_rows_up_are_planned_once()
    {
        await using var database = await TestDatabase.Create();
        await using var store = new EventStoreModule($"{database.ConnectionString};Options=-c work_mem=7MB -c enable_hashjoin=on");
        await using var connection = await store.Lookups.OpenConnectionAsync(Soon);
        await using var usual = await store.Database.OpenConnectionAsync(Soon);

        Assert.Equal("force_generic_plan", await Show(connection, "plan_cache_mode"));
        Assert.Equal("auto", await Show(usual, "plan_cache_mode"));
        Assert.Equal("off", await Show(connection, "enable_seqscan"));
        Assert.Equal("7MB", await Show(connection, "work_mem"));
        Assert.Equal("on", await Show(connection, "enable_hashjoin"));
    }

    private static async Task<int> ReadBothWays(LogReader log, int most)
    {
        var read = 0;
        await foreach (var e in log.After(0, most, Soon))
            read++;
        return read + (await log.Page(0, long.MaxValue, most, null, Soon)).Events.Count;
    }

    private static async Task Run(EventStoreModule store, string sql)
    {
        await using var command = store.Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Soon);
    }

    /// <summary>Rows read from end to end.</summary>
    private static Task<long> Scanned(TestDatabase database, string table) =>
        Figure(database, "select seq_tup_read from pg_stat_user_tables where relname = $1", table);

    /// <summary>Entries of all its indexes that were gone through.</summary>
    private static Task<long> Entries(TestDatabase database, string table) =>
        Figure(database, "select sum(idx_tup_read)::bigint from pg_stat_user_indexes where relname = $1", table);

    private static async Task<long> Figure(TestDatabase database, string sql, string table)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var query = source.CreateCommand(sql);
        query.Parameters.AddWithValue(table);
        return (long)(await query.ExecuteScalarAsync(Soon))!;
    }

    private static async Task<string?> Show(NpgsqlConnection connection, string setting)
    {
        await using var show = new NpgsqlCommand($"show {setting}", connection);
        return await show.ExecuteScalarAsync(Soon) as string;
    }
}
