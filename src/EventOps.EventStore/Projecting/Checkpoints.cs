using Npgsql;

namespace EventOps.EventStore.Projecting;

/// <summary>Reads and moves the checkpoint of one track: Marten's progression row, and what is known beside it.</summary>
internal sealed class Checkpoints(NpgsqlConnection connection, ProjectionTrack track)
{
    /// <summary>Makes the rows of a living projection that is new here.</summary>
    public async Task Begin(int version, DateTimeOffset now, CancellationToken ct)
    {
        await connection.Run(
            "insert into mt_event_progression (name, last_seq_id) values ($1, 0) on conflict do nothing", ct, track.Shard);
        await connection.Run(
            "insert into eventops_projections (name, version, state, since) values ($1, $2, $3, $4) on conflict do nothing",
            ct, track.Projection, version, nameof(ProjectionState.Running), now.UtcDateTime);
    }

    /// <summary>Null when there is no such track: nothing has begun, or no rebuild is asked for.</summary>
    public async Task<TrackState?> Find(CancellationToken ct)
    {
        await using var query = connection.Command(
            $"select t.generation, t.version, coalesce(c.last_seq_id, 0) from {track.Table} t " +
            "left join mt_event_progression c on c.name = $2 where t.name = $1", track.Projection, track.Shard);
        await using var row = await query.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? new TrackState(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2)) : null;
    }

    /// <summary>
    /// Sends a batch with the move at its end. False when somebody else moved the checkpoint since it was read, or another
    /// generation took its place: then nothing of the batch, or of the transaction around it, may stay, and nothing can. The
    /// generation is held first, in the order in which a switch takes both.
    /// </summary>
    /// <param name="after">What is sent behind the move.</param>
    public async Task<bool> Move(
        NpgsqlBatch batch, int generation, long from, long to, CancellationToken ct, params IEnumerable<NpgsqlBatchCommand> after)
    {
        // The division by zero fails the batch in the database itself, which saves coming back to look before the commit; nothing
        // else that a projection writes divides.
        batch.BatchCommands.Add(Statements.BatchCommand(
            $"with mine as (select 1 from {track.Table} where name = $1 and generation = $2 for share), " +
            "moved as (update mt_event_progression set last_seq_id = $5, last_updated = now() " +
            "where name = $3 and coalesce(last_seq_id, 0) = $4 and exists (select 1 from mine) returning 1) " +
            "select 1 / count(*) from moved",
            track.Projection, generation, track.Shard, from, to));
        foreach (var command in after)
            batch.BatchCommands.Add(command);
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DivisionByZero)
        {
            return false;
        }
    }

    /// <summary>Tells how it goes, unless it has moved on without the one who tells.</summary>
    public NpgsqlBatchCommand Report(
        TrackState standing, ProjectionState state, ProjectionFailure? failure, DateTimeOffset now) => Statements.BatchCommand(
        $"update {track.Table} set state = $3, failed_position = $4, failed_event = $5, failed_type = $6, " +
        "failed_tenant = $7, failed_stream = $8, error = $9, since = $10 where name = $1 and generation = $2 " +
        "and exists (select 1 from mt_event_progression where name = $11 and coalesce(last_seq_id, 0) = $12)",
        track.Projection, standing.Generation, state.ToString(), failure?.Position, failure?.EventId, failure?.Type,
        failure?.Tenant, failure?.StreamId, failure?.Error, now.UtcDateTime, track.Shard, standing.Position);

    /// <summary>Reports a failure, for which there is nothing else to write.</summary>
    public async Task ReportAlone(TrackState standing, ProjectionFailure failure, DateTimeOffset now, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Report(standing, ProjectionState.Stopped, failure, now));
        await batch.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>Short ways to send a statement with positional values; null is a value.</summary>
internal static class Statements
{
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.AddWithValue(value ?? DBNull.Value);
        return command;
    }

    public static NpgsqlBatchCommand BatchCommand(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.AddWithValue(value ?? DBNull.Value);
        return command;
    }

    public static async Task<int> Run(
        this NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = connection.Command(sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }
}
