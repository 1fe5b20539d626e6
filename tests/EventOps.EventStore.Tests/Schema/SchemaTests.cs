using EventOps.EventStore.Schema;
using EventOps.Testing;
using Npgsql;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Schema;

public sealed class SchemaTests
{
    [Fact]
    public async Task migrations_racing_from_four_nodes_apply_every_script_once()
    {
        await using var database = await TestDatabase.Create();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StoreSchema.Migrate(source, Soon)));
        await StoreSchema.Migrate(source, Soon);

        Assert.Equal(ScriptSet.Store.Scripts.Count, await Count(source, "eventops_migrations"));
    }

    [Fact]
    public async Task a_database_that_marten_made_first_is_joined()
    {
        await using var database = await TestDatabase.Create();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using (var marten = source.CreateCommand(SqlScripts.Text("0001_marten_tables.sql")))
            await marten.ExecuteNonQueryAsync();

        await StoreSchema.Migrate(source, Soon);

        Assert.Equal(0, await Count(source, "eventops_rows"));
    }

    [Fact]
    public async Task a_newer_schema_and_a_changed_script_are_refused_by_name()
    {
        await using var database = await TestDatabase.Create();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await StoreSchema.Migrate(source, Soon);

        await Run(source, "insert into eventops_migrations values ('store', 99, 'later', 'x')");
        var newer = await Assert.ThrowsAsync<SchemaTooNewException>(() => StoreSchema.Migrate(source, Soon));
        Assert.Contains("99", newer.Message, StringComparison.Ordinal);

        await Run(source, "delete from eventops_migrations where number = 99; update eventops_migrations set checksum = 'x' where number = 2");
        var changed = await Assert.ThrowsAsync<SchemaUnfitException>(() => StoreSchema.Migrate(source, Soon));
        Assert.Contains("Script 2", changed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_script_that_fails_leaves_nothing_behind()
    {
        await using var database = await TestDatabase.Create();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await Run(source, "create table eventops_projections (it int)");

        var unfit = await Assert.ThrowsAsync<SchemaUnfitException>(() => StoreSchema.Migrate(source, Soon));
        Assert.Contains("0002_own_tables", unfit.Message, StringComparison.Ordinal);
        Assert.Contains("eventops_projections", unfit.Message, StringComparison.Ordinal);

        await using var tables = source.CreateCommand("select count(*) from pg_tables where schemaname = 'public'");
        Assert.Equal(1L, await tables.ExecuteScalarAsync());
    }

    [Fact]
    public async Task a_database_of_which_tables_are_gone_is_refused_by_their_names()
    {
        await using var database = await TestDatabase.Create();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await StoreSchema.Migrate(source, Soon);
        await Run(source, "drop table eventops_rows; drop table mt_high_water_skips");

        var unfit = await Assert.ThrowsAsync<SchemaUnfitException>(() => StoreSchema.Migrate(source, Soon));

        Assert.Contains("the tables eventops_rows, mt_high_water_skips are missing", unfit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task tables_that_marten_made_without_what_we_store_are_refused_by_column()
    {
        await using var database = await TestDatabase.Create();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await Run(source, SqlScripts.Text("0001_marten_tables.sql"));
        await Run(source, "alter table mt_events drop column headers; alter table mt_events drop column user_name");

        var unfit = await Assert.ThrowsAsync<SchemaUnfitException>(() => StoreSchema.Migrate(source, Soon));

        Assert.Contains("mt_events", unfit.Message, StringComparison.Ordinal);
        Assert.Contains("the columns headers, user_name are missing", unfit.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Count(source, "pg_tables where tablename like 'eventops%'"));
    }

    [Fact]
    public async Task a_read_only_database_is_refused_in_words()
    {
        await using var database = await TestDatabase.Create();
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { Options = "-c default_transaction_read_only=on" }.ConnectionString);

        var unfit = await Assert.ThrowsAsync<SchemaUnfitException>(() => StoreSchema.Migrate(source, Soon));

        Assert.Contains("read-only", unfit.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(130016, "PostgreSQL 13 (server_version_num 130016) is too old")]
    [InlineData(139999, "PostgreSQL 13 ")]
    [InlineData(90624, "PostgreSQL 9 ")]
    public void an_old_postgresql_is_refused_in_words(int number, string words)
    {
        var refusal = Assert.Throws<SchemaUnfitException>(() => StoreSchema.Require14(number));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("14 or later", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void postgresql_14_and_later_is_taken()
    {
        StoreSchema.Require14(140_000);
        StoreSchema.Require14(180_001);
    }

    private static async Task<long> Count(NpgsqlDataSource source, string table)
    {
        await using var command = source.CreateCommand($"select count(*) from {table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Run(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
