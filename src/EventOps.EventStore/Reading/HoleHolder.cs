using Npgsql;

namespace EventOps.EventStore.Reading;

/// <summary>
/// A transaction that keeps the feed waiting: a session's, or a prepared one, which has no session and is known by its
/// global id.
/// </summary>
public sealed record HoleHolder(
    int? Pid, string? Application, string Database, string User, string State, DateTimeOffset? QueryStart, string? PreparedAs)
{
    public override string ToString() => PreparedAs is not null
        ? $"prepared transaction '{PreparedAs}' in {Database} of {User}, prepared {QueryStart:u}"
        : $"pid {Pid} '{Application}' in {Database} as {User}, {State}, last query began {QueryStart:u}";

    internal static async Task<IReadOnlyList<HoleHolder>> Of(NpgsqlDataSource database, HoleWitness waiting, CancellationToken ct)
    {
        // State and query are hidden from a user who may not see them; that somebody is there never is.
        await using var query = database.CreateCommand("""
            with waiting as (
              select distinct l.pid, w.transactionid from pg_locks l
              left join pg_locks w on w.virtualtransaction = l.virtualtransaction and w.locktype = 'transactionid'
                and w.mode = 'ExclusiveLock' and w.granted
              where l.virtualtransaction = any($1) or l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' and l.granted
                and l.transactionid::text::bigint in (select x % 4294967296 from unnest($2) x))
            select a.pid, a.application_name, a.datname, a.usename, coalesce(a.state, 'unknown'), a.query_start, null::text
            from pg_stat_activity a where a.pid in (select pid from waiting)
            union all
            select null, null, p.database, p.owner, 'prepared', p.prepared, p.gid
            from pg_prepared_xacts p where p.transaction in (select transactionid from waiting where pid is null)
            """);
        query.Parameters.AddWithValue(waiting.Holders.ToArray());
        query.Parameters.AddWithValue(waiting.Running.ToArray());
        var found = new List<HoleHolder>();
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            found.Add(From(row));
        return found;
    }

    private static HoleHolder From(NpgsqlDataReader row) => new(
        row.IsDBNull(0) ? null : row.GetInt32(0), Text(row, 1), Text(row, 2) ?? "no database", Text(row, 3) ?? "nobody",
        row.GetString(4), row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5), Text(row, 6));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
