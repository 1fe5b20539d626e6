using EventOps.Testing;
using Npgsql;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests;

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

        await Assert.ThrowsAsync<PostgresException>(() => StoreSchema.Migrate(source, Soon));

        await using var tables = source.CreateCommand("select count(*) from pg_tables where schemaname = 'public'");
        Assert.Equal(1L, await tables.ExecuteScalarAsync());
    }

    [Fact]
    public void an_old_postgresql_is_refused_in_words()
    {
        var refusal = Assert.Throws<SchemaUnfitException>(() => StoreSchema.Require14(new Version(13, 16)));
        Assert.Contains("13.16", refusal.Message, StringComparison.Ordinal);
        StoreSchema.Require14(new Version(14, 0));
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
