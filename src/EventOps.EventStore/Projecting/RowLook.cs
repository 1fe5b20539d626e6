using Npgsql;

namespace EventOps.EventStore.Projecting;

/// <summary>How far the rows of a projection are, and which generation of them is read.</summary>
internal sealed record Progress(long Checkpoint, int Generation);

/// <summary>
/// A look at all projections of one moment: how far each is and what changed since the look before, in one statement, so
/// that ten projections cost a node what one does.
/// </summary>
internal sealed class RowLook(NpgsqlDataSource database)
{
    /// <summary>Most changes of a projection that one look tells.</summary>
    public const int Stride = 1000;

    private static readonly string Query = $"""
        select p.name, coalesce(c.last_seq_id, 0), p.generation, r.tenant_id, r.key, r.position
        from eventops_projections p
        join mt_event_progression c on c.name = p.name || '{ProjectionTrack.LivingSuffix}'
        left join unnest($1::varchar[], $2::int[], $3::bigint[]) as k (name, generation, checkpoint)
          on k.name = p.name and k.generation = p.generation and k.checkpoint < c.last_seq_id
        left join lateral (
          select tenant_id, key, position from eventops_rows
          where projection = k.name and generation = k.generation and position > k.checkpoint and position > 0
          order by position limit {Stride}) r on true
        order by r.position
        """;

    /// <summary>Each projection with its changes since then, in order of position; none for one that was not known then.</summary>
    public async Task<Dictionary<string, (Progress At, List<ChangedRow> Changed)>> Since(
        IReadOnlyDictionary<string, Progress> before, CancellationToken ct)
    {
        await using var query = database.CreateCommand(Query);
        query.Parameters.AddWithValue(before.Keys.ToArray());
        query.Parameters.AddWithValue(before.Values.Select(p => p.Generation).ToArray());
        query.Parameters.AddWithValue(before.Values.Select(p => p.Checkpoint).ToArray());
        var found = new Dictionary<string, (Progress At, List<ChangedRow> Changed)>();
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var name = row.GetString(0);
            if (!found.TryGetValue(name, out var known))
                found.Add(name, known = (new Progress(row.GetInt64(1), row.GetInt32(2)), []));
            if (!row.IsDBNull(5))
                known.Changed.Add(new(new RowKey(row.GetString(3), row.GetString(4)), row.GetInt64(5)));
        }

        return found;
    }
}
