using EventOps.Server.Hosting;
using Npgsql;

namespace EventOps.Server.Operations;

/// <summary>Whether PostgreSQL is what the store relies on: its version, its schema, its promise that a commit stays.</summary>
internal static class DatabaseCheckup
{
    private static readonly TimeSpan LongTransaction = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Checkup>> Run(Backend backend, TimeProvider time, CancellationToken ct)
    {
        var pending = await backend.PendingScripts(ct);
        var facts = await Facts(backend.Store.Database, ct);
        var skew = (time.GetUtcNow() - facts.Now).Duration();
        return
        [
            Checkup.Good("database.version", $"PostgreSQL {facts.Version}, database of {facts.Size}."),
            pending.Count == 0
                ? Checkup.Good("database.schema", "The schema is that of this version.")
                : new("database.schema", Condition.Doubtful, $"The next start changes the schema: {string.Join(", ", pending)}.", "Back up first."),
            Checkup.Of("database.writable", facts.Writable, facts.Writable ? "It takes changes." : "It is read-only: changes are answered 503.",
                "Set default_transaction_read_only to off, and end the sessions that began with it.", Condition.Bad),
            Checkup.Of("database.durable", facts.Undurable.Length == 0,
                facts.Undurable.Length == 0 ? "A commit stays." : $"A commit can be lost: {string.Join(", ", facts.Undurable)}.",
                "Where the log lives, fsync, full_page_writes and synchronous_commit are on.", Condition.Bad),
            Checkup.Of("database.connections", facts.Connections < facts.MostConnections * 8 / 10,
                $"{facts.Connections} of {facts.MostConnections} connections are in use.", "Raise max_connections, or find who holds them."),
            Checkup.Of("database.transactions", facts.OldestTransaction < LongTransaction,
                facts.OldestTransaction < LongTransaction ? "No transaction is open for long." : $"A transaction is open since {facts.OldestTransaction:d\\.hh\\:mm\\:ss}.",
                "An open transaction can hold up the feed and keeps the database from clearing up: see pg_stat_activity and pg_prepared_xacts."),
            Checkup.Of("clock", skew < ClockTolerance, $"This machine's clock and the database's differ by {skew.TotalSeconds:0.0} s.",
                "Keep both in step (NTP): scheduled slides come out by this machine's clock."),
        ];
    }

    private static async Task<DatabaseFacts> Facts(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var query = database.CreateCommand("""
            select current_setting('server_version'), pg_size_pretty(pg_database_size(current_database())),
              not current_setting('transaction_read_only')::bool,
              array(select name || ' is ' || setting from pg_settings
                where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'),
              (select count(*) from pg_stat_activity where backend_type = 'client backend'),
              current_setting('max_connections')::bigint,
              coalesce(greatest((select max(now() - xact_start) from pg_stat_activity where pid <> pg_backend_pid() and backend_xid is not null),
                (select max(now() - prepared) from pg_prepared_xacts)), interval '0'),
              clock_timestamp()
            """);
        await using var row = await query.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new(
            row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetFieldValue<string[]>(3), row.GetInt64(4), row.GetInt64(5),
            row.GetTimeSpan(6), row.GetFieldValue<DateTimeOffset>(7));
    }

    private sealed record DatabaseFacts(
        string Version, string Size, bool Writable, string[] Undurable, long Connections, long MostConnections,
        TimeSpan OldestTransaction, DateTimeOffset Now);
}
