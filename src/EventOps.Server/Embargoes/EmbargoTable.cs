using EventOps.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace EventOps.Server.Embargoes;

/// <summary>The statements on <c>eventops_embargoes</c>.</summary>
internal sealed class EmbargoTable(NpgsqlConnection connection)
{
    /// <summary>Which of these meetups have scheduled slides.</summary>
    public async Task<HashSet<StreamKey>> Waiting(IReadOnlyList<StreamKey> meetups, CancellationToken ct)
    {
        await using var query = new NpgsqlCommand(
            "select distinct e.tenant_id, e.meetup_id from unnest($1::varchar[], $2::uuid[]) as m(tenant_id, meetup_id) " +
            "join eventops_embargoes e using (tenant_id, meetup_id)", connection);
        query.Parameters.AddWithValue(meetups.Select(meetup => meetup.Tenant).ToArray());
        query.Parameters.AddWithValue(meetups.Select(meetup => meetup.Id).ToArray());
        var found = new HashSet<StreamKey>();
        await using var rows = await query.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            found.Add(new(rows.GetString(0), rows.GetGuid(1)));
        return found;
    }

    /// <summary>Puts these rows in the place of the meetup's own.</summary>
    public async Task Write(StreamKey meetup, IReadOnlyList<EmbargoRow> rows, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        var delete = new NpgsqlBatchCommand("delete from eventops_embargoes where tenant_id = $1 and meetup_id = $2");
        Add(delete, meetup.Tenant, meetup.Id);
        batch.BatchCommands.Add(delete);
        foreach (var row in rows)
        {
            var insert = new NpgsqlBatchCommand("insert into eventops_embargoes values ($1, $2, $3, $4, $5, $6)");
            Add(insert, meetup.Tenant, meetup.Id, row.SlidesId);
            insert.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = (object?)row.Due?.UtcDateTime ?? DBNull.Value });
            Add(insert, row.Cause);
            insert.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Varchar, Value = (object?)row.CorrelationId ?? DBNull.Value });
            batch.BatchCommands.Add(insert);
        }

        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Whether anything is due at a moment, and the next moment after it at which something will be.</summary>
    public static async Task<(bool Any, DateTimeOffset? Next)> Outlook(NpgsqlDataSource database, DateTimeOffset now, CancellationToken ct)
    {
        await using var query = database.CreateCommand(
            "select count(*) filter (where due <= $1) > 0, min(due) filter (where due > $1) from eventops_embargoes where due is not null");
        query.Parameters.AddWithValue(now.UtcDateTime);
        await using var row = await query.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetBoolean(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1));
    }

    /// <summary>Some of what was due at a moment, the longest due first.</summary>
    public async Task<IReadOnlyList<EmbargoRow>> Due(DateTimeOffset now, int most, CancellationToken ct)
    {
        await using var query = new NpgsqlCommand(
            "select tenant_id, meetup_id, slides_id, due, cause, correlation_id from eventops_embargoes where due <= $1 " +
            "order by due, slides_id limit $2", connection);
        query.Parameters.AddWithValue(now.UtcDateTime);
        query.Parameters.AddWithValue(most);
        var found = new List<EmbargoRow>();
        await using var rows = await query.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            found.Add(new(new(rows.GetString(0), rows.GetGuid(1)), rows.GetGuid(2), rows.GetFieldValue<DateTimeOffset>(3),
                rows.GetGuid(4), rows.IsDBNull(5) ? null : rows.GetString(5)));
        return found;
    }

    private static void Add(NpgsqlBatchCommand command, params object[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
    }
}
