using Npgsql;

namespace EventOps.EventStore.Reading;

/// <summary>
/// The transactions that may still use a number drawn before now: those that hold a lock on the sequence, and those whose id
/// is below <paramref name="Id"/>, one drawn for the purpose.
/// </summary>
/// <remarks>
/// Two witnesses, because a transaction that calls nextval has a lock on the sequence until its end but an id only now and
/// then, and one that uses a number drawn elsewhere has an id but no lock. A snapshot's xmax would not do for the first: it is
/// one past the highest id that has ended, so the newest writer of all is not below it.
/// </remarks>
/// <param name="Id">Null when the ids were not asked for.</param>
/// <param name="Holders">Virtual ids of transactions with a lock on the sequence.</param>
/// <param name="Prepared">Those of them that are prepared: their session has let go of them.</param>
/// <param name="Running">Ids below <paramref name="Id"/> that still run and may write to this database.</param>
internal sealed record HoleWitness(long Id, IReadOnlySet<string> Holders, IReadOnlySet<string> Prepared, IReadOnlyList<long> Running)
{
    /// <summary>Calls the witnesses. Draws a transaction id.</summary>
    public const string Query = $"select pg_current_xact_id()::text::bigint, {Locks}, {PreparedLocks}, '{{}}'::bigint[]";

    private const string Locks = $"array(select virtualtransaction {OnSequence})";

    private const string PreparedLocks = $"array(select virtualtransaction {OnSequence} and pid is null)";

    private const string OnSequence = """
        from pg_locks where locktype = 'relation' and mode = 'RowExclusiveLock' and granted
        and database = (select oid from pg_database where datname = current_database())
        and relation = 'mt_events_sequence'::regclass
        """;

    // A transaction of another database cannot write to this one. One that cannot be placed is waited for. Locks name the
    // lower half of an id.
    private const string Below = """
        array(select x::text::bigint from pg_snapshot_xip(pg_current_snapshot()) x where x::text::bigint < $1
          and not exists(select from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' and l.granted
            and l.transactionid::text::bigint = x::text::bigint % 4294967296 and a.datname <> current_database())
          and not exists(select from pg_prepared_xacts p
            where p.transaction::text::bigint = x::text::bigint % 4294967296 and p.database <> current_database()))
        """;

    public bool IsOver => Holders.Count == 0 && Running.Count == 0;

    public static HoleWitness From(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetFieldValue<string[]>(1).ToHashSet(), row.GetFieldValue<string[]>(2).ToHashSet(),
        row.GetFieldValue<long[]>(3));

    public static async Task<HoleWitness> Call(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var query = database.CreateCommand(Query);
        await using var row = await query.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return From(row);
    }

    /// <summary>Those of them that are not over yet.</summary>
    public async Task<HoleWitness> Left(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var query = database.CreateCommand($"select $1, {Locks}, {PreparedLocks}, {Below}");
        query.Parameters.AddWithValue(Id);
        await using var row = await query.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var now = From(row);
        return now with { Holders = StillThere(now) };
    }

    // After a restart of PostgreSQL a prepared transaction comes back under another virtual id. So when one that was noted
    // is gone, every prepared one that was not noted may be it. That ends: a prepared one changes its name no more.
    private HashSet<string> StillThere(HoleWitness now)
    {
        var left = Holders.Where(now.Holders.Contains).ToHashSet();
        if (left.Count < Holders.Count)
            left.UnionWith(now.Prepared);
        return left;
    }
}
