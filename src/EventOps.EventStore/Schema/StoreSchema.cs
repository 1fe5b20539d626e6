using Npgsql;

namespace EventOps.EventStore.Schema;

/// <summary>Brings a database to the schema this version knows, or says clearly why it cannot.</summary>
public static class StoreSchema
{
    // Any constant will do as long as every version uses this one.
    private const long MigrationLock = 0x4576656e744f7073;

    /// <summary>
    /// Applies what is missing of the store's own scripts, then of <paramref name="others"/>, all in one transaction: a
    /// half-migrated database cannot exist. Any number of nodes may call it at once.
    /// </summary>
    /// <returns>Whether it can be written to. A read-only one that is up to date is taken as it is.</returns>
    /// <exception cref="SchemaTooNewException">A newer version has migrated the database.</exception>
    /// <exception cref="SchemaUnfitException">
    /// PostgreSQL is older than 14 or a standby, it is read-only and lacks scripts, a script was changed since it was applied or
    /// cannot be applied, or what applied scripts made is gone.
    /// </exception>
    public static async Task<bool> Migrate(NpgsqlDataSource database, CancellationToken ct, params IEnumerable<ScriptSet> others)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        if (!await RequireFitServer(connection, ct))
        {
            await RequireUpToDate(connection, others, ct);
            return false;
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Held until the commit: the next node then finds everything done.
        await Execute(connection, $"select pg_advisory_xact_lock({MigrationLock})", ct);
        await Execute(connection, """
            create table if not exists eventops_migrations (
              script_set varchar not null, number int not null, name varchar not null, checksum varchar not null,
              applied timestamptz not null default now(), primary key (script_set, number))
            """, ct);
        foreach (var set in All(others))
        {
            await Apply(connection, set, ct);
            await SchemaCheck.Verify(connection, set, ct);
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>The scripts that <see cref="Migrate"/> would apply, as <c>set/name</c>. Changes nothing; throws as it does.</summary>
    public static async Task<IReadOnlyList<string>> Pending(
        NpgsqlDataSource database, CancellationToken ct, params IEnumerable<ScriptSet> others)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await RequireFitServer(connection, ct);
        return await Pending(connection, others, ct);
    }

    private static IEnumerable<ScriptSet> All(IEnumerable<ScriptSet> others) => [ScriptSet.Store, .. others];

    private static async Task<List<string>> Pending(NpgsqlConnection connection, IEnumerable<ScriptSet> others, CancellationToken ct)
    {
        var pending = new List<string>();
        await using var look = new NpgsqlCommand("select to_regclass('eventops_migrations') is not null", connection);
        var begun = (bool)(await look.ExecuteScalarAsync(ct))!;
        foreach (var set in All(others))
        {
            var missing = Missing(set, begun ? await Applied(connection, set.Name, ct) : []).ToList();
            pending.AddRange(missing.Select(script => $"{set.Name}/{script.Name}"));
            if (missing.Count == 0)
                await SchemaCheck.Verify(connection, set, ct);
        }

        return pending;
    }

    private static async Task RequireUpToDate(NpgsqlConnection connection, IEnumerable<ScriptSet> others, CancellationToken ct)
    {
        if (await Pending(connection, others, ct) is { Count: > 0 } pending)
            throw new SchemaUnfitException(
                $"The database is read-only, and this version has to change it first ({string.Join(", ", pending)}). Let it be " +
                "written to for one start.");
    }

    /// <param name="number">What PostgreSQL calls <c>server_version_num</c>: 140005 is 14.5.</param>
    internal static void Require14(int number)
    {
        if (number < 140_000)
            throw new SchemaUnfitException(
                $"PostgreSQL {number / 10_000} (server_version_num {number}) is too old; EventOps needs PostgreSQL 14 or later.");
    }

    private static async Task<bool> RequireFitServer(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var query = new NpgsqlCommand(
            "select current_setting('server_version_num')::int, pg_is_in_recovery(), current_setting('transaction_read_only')::bool",
            connection);
        await using var row = await query.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        Require14(row.GetInt32(0));
        // A standby shows commits in another order than the primary: the feed's rule does not hold there.
        return row.GetBoolean(1)
            ? throw new SchemaUnfitException("The database is a standby, which is read-only. Name its primary.")
            : !row.GetBoolean(2);
    }

    private static async Task Apply(NpgsqlConnection connection, ScriptSet set, CancellationToken ct)
    {
        foreach (var script in Missing(set, await Applied(connection, set.Name, ct)).ToList())
        {
            await Run(connection, set, script, ct);
            await using var record = new NpgsqlCommand(
                "insert into eventops_migrations (script_set, number, name, checksum) values ($1, $2, $3, $4)", connection);
            foreach (var value in (object[])[set.Name, script.Number, script.Name, script.Checksum])
                record.Parameters.AddWithValue(value);
            await record.ExecuteNonQueryAsync(ct);
        }
    }

    private static IEnumerable<ScriptSet.Script> Missing(ScriptSet set, Dictionary<int, string> applied)
    {
        if (applied.Count > set.Scripts.Count)
            throw new SchemaTooNewException(set.Name, applied.Keys.Max(), set.Scripts.Count);
        return set.Scripts.Where(script => !applied.TryGetValue(script.Number, out var checksum)
            || (checksum != script.Checksum
                ? throw new SchemaUnfitException($"Script {script.Number} of '{set.Name}' was changed after it was applied to this database.")
                : false));
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
