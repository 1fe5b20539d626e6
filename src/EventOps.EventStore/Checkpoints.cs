using Npgsql;

namespace EventOps.EventStore;

/// <summary>Reads and moves checkpoints: Marten's progression rows, and what is known of a projection beside them.</summary>
internal sealed class Checkpoints(NpgsqlConnection connection)
{
    public static string Shard(string projection) => $"{projection}:All";

    /// <summary>Makes the rows of a projection that is new here, and returns its checkpoint.</summary>
    public async Task<long> Begin(string projection, DateTimeOffset now, CancellationToken ct)
    {
        await Run(
            "insert into mt_event_progression (name, last_seq_id) values ($1, 0) on conflict do nothing", ct,
            Shard(projection));
        await Run(
            "insert into eventops_projections (name, state, since) values ($1, $2, $3) on conflict do nothing", ct,
            projection, nameof(ProjectionState.Running), now.UtcDateTime);
        return await Read(projection, ct);
    }

    public async Task<long> Read(string projection, CancellationToken ct)
    {
        await using var query = Command(
            "select coalesce(max(last_seq_id), 0) from mt_event_progression where name = $1", Shard(projection));
        return (long)(await query.ExecuteScalarAsync(ct))!;
    }

    /// <summary>False when somebody else moved it since it was read: then nothing of this transaction may stay.</summary>
    public async Task<bool> Move(string projection, long from, long to, CancellationToken ct) =>
        await Run(
            "update mt_event_progression set last_seq_id = $3, last_updated = now() " +
            "where name = $1 and coalesce(last_seq_id, 0) = $2", ct, Shard(projection), from, to) == 1;

    /// <summary>
    /// Back to the beginning. First of all in its transaction: it waits for a batch under way, whose rows can then be seen
    /// and removed.
    /// </summary>
    public async Task Restart(string projection, CancellationToken ct)
    {
        await Run(
            "insert into mt_event_progression as p (name, last_seq_id) values ($1, 0) " +
            "on conflict (name) do update set last_seq_id = 0, last_updated = now()", ct, Shard(projection));
        await Run("update eventops_projections set generation = generation + 1 where name = $1", ct, projection);
    }

    public async Task Report(
        string projection, ProjectionState state, ProjectionFailure? failure, DateTimeOffset now, CancellationToken ct) =>
        await Run(
            "update eventops_projections set state = $2, failed_position = $3, failed_event = $4, error = $5, since = $6 " +
            "where name = $1", ct, projection, state.ToString(), (object?)failure?.Position ?? DBNull.Value,
            (object?)failure?.EventId ?? DBNull.Value, (object?)failure?.Error ?? DBNull.Value, now.UtcDateTime);

    private async Task<int> Run(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        return command;
    }
}
