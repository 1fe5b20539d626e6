using Npgsql;

namespace EventOps.EventStore.Tests.Reading;

/// <summary>What transactions do between drawing a number and their end.</summary>
internal sealed class StormWays(Storm storm, string connectionString)
{
    /// <summary>All that need no server of their own.</summary>
    public Func<NpgsqlConnection, Random, Task>[] Everyday =>
        [Marten, DrawsFirst, DrawsInVain, Killed, InAnotherZone, storm.Archive];

    /// <summary>Marten's default: the stream row, then numbers and events, in one transaction.</summary>
    public async Task Marten(NpgsqlConnection connection, Random dice)
    {
        await connection.Run("begin");
        await storm.Insert(connection, dice);
        await connection.Run(dice.Next(3) == 0 ? "rollback" : "commit");
    }

    /// <summary>Marten's Rich mode: a number in a transaction of its own, used in a later one.</summary>
    public async Task DrawsEarly(NpgsqlConnection connection, Random dice)
    {
        var drawn = await connection.Ask<long>("select nextval('mt_events_sequence')");
        await connection.Run($"select pg_sleep({dice.Next(30)} / 1000.0)");
        await connection.Run("begin");
        await storm.Insert(connection, dice, drawn);
        await connection.Run($"select pg_sleep({dice.Next(30)} / 1000.0)");
        await connection.Run(dice.Next(3) == 0 ? "rollback" : "commit");
    }

    /// <summary>A prepared transaction, left open for a while.</summary>
    public async Task Prepared(NpgsqlConnection connection, Random dice)
    {
        await connection.Run("begin");
        var id = await storm.Insert(connection, dice, dice.Next(2) == 0 ? null : await connection.Ask<long>("select nextval('mt_events_sequence')"));
        try
        {
            await connection.Run($"prepare transaction '{id}'");
            await connection.Run($"select pg_sleep({dice.Next(100)} / 1000.0)");
        }
        catch (Exception away) when (away is NpgsqlException or IOException)
        {
            // Prepared or not: whoever begins this must end it.
        }

        await OwnCluster.Patiently(async () =>
        {
            await using var other = new NpgsqlConnection(connectionString + ";Pooling=false");
            await other.OpenAsync();
            // A server that fell after the word may have heard it.
            if (await other.Ask<long>($"select count(*) from pg_prepared_xacts where gid = '{id}'") > 0)
                await other.Run($"{(dice.Next(2) == 0 ? "commit" : "rollback")} prepared '{id}'");
            return id;
        });
    }

    /// <summary>A write transaction in another database, idle for a while.</summary>
    public async Task IdleElsewhere(string otherDatabase, Random dice)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Database = otherDatabase }.ConnectionString);
        await connection.OpenAsync();
        await connection.Run($"begin; select pg_current_xact_id(); select pg_sleep({dice.Next(300)} / 1000.0); commit");
    }

    private async Task DrawsFirst(NpgsqlConnection connection, Random dice)
    {
        await connection.Run("begin");
        var drawn = await connection.Ask<long>("select nextval('mt_events_sequence')");
        await connection.Run($"select pg_sleep({dice.Next(10)} / 1000.0)");
        await storm.Insert(connection, dice, drawn);
        await connection.Run($"select pg_sleep({dice.Next(10)} / 1000.0)");
        await connection.Run(dice.Next(3) == 0 ? "rollback" : "commit");
    }

    private static Task DrawsInVain(NpgsqlConnection connection, Random dice) =>
        connection.Run($"select nextval('mt_events_sequence') from generate_series(1, {dice.Next(1, 5)})");

    private async Task Killed(NpgsqlConnection connection, Random dice)
    {
        await connection.Run("begin");
        await storm.Insert(connection, dice);
        await using var killer = new NpgsqlConnection(connectionString + ";Pooling=false");
        await killer.OpenAsync();
        await killer.Run($"select pg_terminate_backend({connection.ProcessID})");
    }

    private async Task InAnotherZone(NpgsqlConnection connection, Random dice)
    {
        await connection.Run($"set timezone = '{(dice.Next(2) == 0 ? "Pacific/Kiritimati" : "America/St_Johns")}'");
        await Marten(connection, dice);
    }
}
