using Npgsql;

namespace EventOps.EventStore.Projecting;

/// <summary>
/// What the database knows of one projection's rebuild: that it is wanted, where its rows and its checkpoint are, and the
/// moment in which they take the place of the living ones. Any node of the wanted version may carry it on.
/// </summary>
internal sealed class Rebuilds(NpgsqlConnection connection, string projection)
{
    private const int SweptAtOnce = 500;

    private readonly ProjectionTrack living = ProjectionTrack.Living(projection);
    private readonly ProjectionTrack track = ProjectionTrack.Rebuild(projection);

    /// <summary>Asks for one. If one for this version is under way, it goes on; one for another version is given up.</summary>
    public Task Ask(int version, DateTimeOffset now, CancellationToken ct) => Ask("r.version <> excluded.version", version, now, ct);

    /// <summary>The same, but one for a newer version goes on.</summary>
    public Task Upgrade(int version, DateTimeOffset now, CancellationToken ct) => Ask("r.version < excluded.version", version, now, ct);

    /// <summary>Whether rows are left that nobody reads or writes any more.</summary>
    public async Task<bool> HasLeftovers(CancellationToken ct)
    {
        // Two ranges of the primary key, however many rows are read.
        await using var query = connection.Command($"""
            {Generations}
            select exists (select 1 from eventops_rows r where r.projection = $1 and r.generation < g.living)
              or exists (select 1 from eventops_rows r where r.projection = $1 and r.generation > g.living
                and r.generation < g.next)
            from g
            """, projection);
        return await query.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Removes some of them; false when none was left.</summary>
    public async Task<bool> Sweep(CancellationToken ct) => await connection.Run($"""
        {Generations}
        delete from eventops_rows where ctid = any(array(select r.ctid from eventops_rows r, g
          where r.projection = $1 and r.generation < g.next and r.generation <> g.living limit $2))
        """, ct, projection, SweptAtOnce) > 0;

    /// <summary>
    /// Lets the living one wait before its next commit, for as long as the transaction on this connection is open; tells
    /// how far it has come.
    /// </summary>
    public async Task<long> HoldLiving(CancellationToken ct)
    {
        // Frozen here, this process must not hold it for ever.
        await connection.Run("set local idle_in_transaction_session_timeout = '3s'", ct);
        await connection.Run("select 1 from eventops_projections where name = $1 for update", ct, projection);
        return (await new Checkpoints(connection, living).Find(ct))?.Position ?? 0;
    }

    /// <summary>
    /// In the transaction of <see cref="HoldLiving"/>: rows, generation and checkpoint of the rebuild become the living
    /// ones. False when the rebuild was given up or carried on by another node: then nothing of it may stay.
    /// </summary>
    public async Task<bool> Switch(TrackState rebuilt, DateTimeOffset now, CancellationToken ct) =>
        await connection.Run(
            "delete from eventops_rebuilds where name = $1 and generation = $2", ct, projection, rebuilt.Generation) == 1
        && await connection.Run(
            "delete from mt_event_progression where name = $1 and last_seq_id = $2", ct, track.Shard, rebuilt.Position) == 1
        && await connection.Run(
            "update mt_event_progression set last_seq_id = $2, last_updated = now() where name = $1", ct, living.Shard,
            rebuilt.Position) == 1
        && await connection.Run(
            "update eventops_projections set generation = $2, version = $3, state = $4, failed_position = null, " +
            "failed_event = null, failed_type = null, failed_tenant = null, failed_stream = null, error = null, since = $5 " +
            "where name = $1", ct, projection, rebuilt.Generation, rebuilt.Version, nameof(ProjectionState.Running),
            now.UtcDateTime) == 1;

    // Without a rebuild every other generation is a leftover.
    private const string Generations = """
        with g as (select p.generation as living, coalesce(r.generation, 2147483647) as next
          from eventops_projections p left join eventops_rebuilds r on r.name = p.name where p.name = $1)
        """;

    private async Task Ask(string givenUpWhen, int version, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var isNew = await connection.Run($"""
            insert into eventops_rebuilds as r (name, generation, version, state, since)
            select name, generation + 1, $2, $3, $4 from eventops_projections where name = $1
            on conflict (name) do update set generation = r.generation + 1, version = excluded.version,
              state = excluded.state, since = excluded.since, failed_position = null, failed_event = null,
              failed_type = null, failed_tenant = null, failed_stream = null, error = null
            where {givenUpWhen}
            """, ct, projection, version, nameof(ProjectionState.Running), now.UtcDateTime) == 1;
        if (isNew)
            await connection.Run(
                "insert into mt_event_progression (name, last_seq_id) values ($1, 0) " +
                "on conflict (name) do update set last_seq_id = 0, last_updated = now()", ct, track.Shard);
        await transaction.CommitAsync(ct);
    }
}
