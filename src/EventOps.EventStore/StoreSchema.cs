using Npgsql;

namespace EventOps.EventStore;

/// <summary>Brings a database to the schema this version knows, or says clearly why it cannot.</summary>
public static class StoreSchema
{
    // Any constant will do as long as every version uses this one.
    private const long MigrationLock = 0x4576656e744f7073;

    /// <summary>
    /// Applies what is missing of the store's own scripts, then of <paramref name="others"/>, all in one transaction: a
    /// half-migrated database cannot exist. Any number of nodes may call it at once.
    /// </summary>
    /// <exception cref="SchemaTooNewException">A newer version has migrated the database.</exception>
    /// <exception cref="SchemaUnfitException">
    /// PostgreSQL is older than 14 or read-only, a script was changed since it was applied or cannot be applied, or what
    /// applied scripts made is gone.
    /// </exception>
    public static async Task Migrate(NpgsqlDataSource database, CancellationToken ct, params IEnumerable<ScriptSet> others)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await RequireFitServer(connection, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Held until the commit: the next node then finds everything done.
        await Execute(connection, $"select pg_advisory_xact_lock({MigrationLock})", ct);
        await Execute(connection, """
            create table if not exists eventops_migrations (
              script_set varchar not null, number int not null, name varchar not null, checksum varchar not null,
              applied timestamptz not null default now(), primary key (script_set, number))
            """, ct);
        foreach (var set in (IEnumerable<ScriptSet>)[ScriptSet.Store, .. others])
        {
            await Apply(connection, set, ct);
            await SchemaCheck.Verify(connection, set, ct);
        }

        await transaction.CommitAsync(ct);
    }

    /// <param name="number">What PostgreSQL calls <c>server_version_num</c>: 140005 is 14.5.</param>
    internal static void Require14(int number)
    {
        if (number < 140_000)
            throw new SchemaUnfitException(
                $"PostgreSQL {number / 10_000} (server_version_num {number}) is too old; EventOps needs PostgreSQL 14 or later.");
    }

    private static async Task RequireFitServer(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var query = new NpgsqlCommand(
            "select current_setting('server_version_num')::int, current_setting('transaction_read_only')::bool", connection);
        await using var row = await query.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        Require14(row.GetInt32(0));
        if (row.GetBoolean(1))
            throw new SchemaUnfitException("The database is read-only: a standby, or one that was set so. EventOps must write to it.");
    }

    private static async Task Apply(NpgsqlConnection connection, ScriptSet set, CancellationToken ct)
    {
        var applied = await Applied(connection, set.Name, ct);
        if (applied.Count > set.Scripts.Count)
            throw new SchemaTooNewException(set.Name, applied.Keys.Max(), set.Scripts.Count);

        foreach (var script in set.Scripts)
        {
            if (applied.TryGetValue(script.Number, out var checksum))
            {
                if (checksum != script.Checksum)
                    throw new SchemaUnfitException(
                        $"Script {script.Number} of '{set.Name}' was changed after it was applied to this database.");
                continue;
            }

            await Run(connection, set, script, ct);
            await using var record = new NpgsqlCommand(
                "insert into eventops_migrations (script_set, number, name, checksum) values ($1, $2, $3, $4)", connection);
            foreach (var value in (object[])[set.Name, script.Number, script.Name, script.Checksum])
                record.Parameters.AddWithValue(value);
            await record.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task Run(NpgsqlConnection connection, ScriptSet set, ScriptSet.Script script, CancellationToken ct)
    {
        try
        {
            await Execute(connection, script.Sql, ct);
        }
        catch (PostgresException e) when (SqlStates.WrongSchema(e))
        {
            throw new SchemaUnfitException(
                $"Script {script.Name} of '{set.Name}' does not fit this database: {e.MessageText}. Nothing was changed.", e);
        }
    }

    private static async Task<Dictionary<int, string>> Applied(NpgsqlConnection connection, string set, CancellationToken ct)
    {
        await using var query = new NpgsqlCommand(
            "select number, checksum from eventops_migrations where script_set = $1", connection);
        query.Parameters.AddWithValue(set);
        var applied = new Dictionary<int, string>();
        await using var rows = await query.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            applied.Add(rows.GetInt32(0), rows.GetString(1));
        return applied;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
