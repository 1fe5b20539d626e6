using Npgsql;

namespace EventOps.EventStore.Projecting;

/// <summary>Reads what the database knows of projections, whichever nodes run them.</summary>
internal static class ProjectionStatuses
{
    private const string Query = $"""
        with holders as (
          select (l.classid::bigint << 32 | l.objid::bigint) as key, a.application_name as node
          from pg_locks l join pg_stat_activity a on a.pid = l.pid and a.datid = l.database
          where l.locktype = 'advisory' and l.granted and l.objsubid = 1 and a.datname = current_database())
        select n.name, coalesce(c.last_seq_id, 0), coalesce(p.state, 'Running'), p.failed_position, p.failed_event,
          p.failed_type, p.failed_tenant, p.failed_stream, p.error, coalesce(p.since, now()), coalesce(p.generation, 0),
          coalesce(p.version, 0),
          (select node from holders where key = hashtextextended('{ProjectionTrack.LockPrefix}' || n.name, 0) limit 1),
          coalesce(rc.last_seq_id, 0), r.state, r.failed_position, r.failed_event, r.failed_type, r.failed_tenant,
          r.failed_stream, r.error, r.since, r.generation, r.version,
          (select node from holders where key =
            hashtextextended('{ProjectionTrack.LockPrefix}' || n.name || '{ProjectionTrack.RebuildLockSuffix}', 0) limit 1)
        from unnest($1::varchar[]) with ordinality as n(name, ord)
        left join eventops_projections p on p.name = n.name
        left join mt_event_progression c on c.name = n.name || '{ProjectionTrack.LivingSuffix}'
        left join eventops_rebuilds r on r.name = n.name
        left join mt_event_progression rc on rc.name = n.name || '{ProjectionTrack.RebuildSuffix}'
        order by n.ord
        """;

    public static async Task<IReadOnlyList<ProjectionStatus>> Read(
        NpgsqlDataSource database, string[] names, long head, Func<string, bool> isLedHere, CancellationToken ct)
    {
        await using var query = database.CreateCommand(Query);
        query.Parameters.AddWithValue(names);
        var found = new List<ProjectionStatus>(names.Length);
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var (name, checkpoint) = (row.GetString(0), row.GetInt64(1));
            found.Add(new ProjectionStatus(
                name, checkpoint, Math.Max(0, head - checkpoint), State(row, 2), Failure(row, 3),
                row.GetFieldValue<DateTimeOffset>(9), row.GetInt32(10), row.GetInt32(11), Node(row, 12), isLedHere(name),
                row.IsDBNull(14) ? null : Rebuild(row, head)));
        }

        return found;
    }

    private static RebuildStatus Rebuild(NpgsqlDataReader row, long head) => new(
        row.GetInt64(13), Math.Max(0, head - row.GetInt64(13)), State(row, 14), Failure(row, 15),
        row.GetFieldValue<DateTimeOffset>(21), row.GetInt32(22), row.GetInt32(23), Node(row, 24));

    private static ProjectionState State(NpgsqlDataReader row, int at) => Enum.Parse<ProjectionState>(row.GetString(at));

    private static ProjectionFailure? Failure(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : new(
        row.GetInt64(at), row.GetGuid(at + 1), Text(row, at + 2) ?? "", Text(row, at + 3) ?? "",
        row.IsDBNull(at + 4) ? Guid.Empty : row.GetGuid(at + 4), Text(row, at + 5) ?? "");

    private static string? Node(NpgsqlDataReader row, int at) =>
        Text(row, at) is not { } name ? null
        : name.StartsWith(ProjectionLease.NodePrefix, StringComparison.Ordinal) ? name[ProjectionLease.NodePrefix.Length..] : name;

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
