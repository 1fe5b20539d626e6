using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace EventOps.EventStore.Projecting;

/// <summary>A row to be written; null data removes it and leaves key and position for those who must hear of it.</summary>
internal sealed record WrittenRow(RowKey Key, long Position, ReadOnlyMemory<byte>? Data, RowIndex Index);

/// <summary>Reads and writes the rows of one generation of a projection, many at once.</summary>
internal sealed class RowTable(string projection, int generation)
{
    // A statement of some megabytes costs PostgreSQL three times as much as the same rows in several.
    private const int StatementBytes = 512 * 1024;

    public async Task<Dictionary<RowKey, byte[]>> Read(NpgsqlConnection connection, RowKey[] keys, CancellationToken ct)
    {
        // The limit keeps the order: a lookup for each key. Joined freely, a table that was small when this was planned is
        // read as a whole each time.
        await using var query = new NpgsqlCommand(
            "select k.tenant_id, k.key, r.data from unnest($3::varchar[], $4::text[]) as k(tenant_id, key) cross join lateral (" +
            "select data from eventops_rows where projection = $1 and generation = $2 and tenant_id = k.tenant_id and key = k.key " +
            "limit 1) r where r.data is not null", connection);
        query.Parameters.AddWithValue(projection);
        query.Parameters.AddWithValue(generation);
        query.Parameters.AddWithValue(keys.Select(k => StorableText.Require(k.Tenant)).ToArray());
        query.Parameters.AddWithValue(keys.Select(k => StorableText.Require(k.Key)).ToArray());
        var found = new Dictionary<RowKey, byte[]>(keys.Length);
        await using var rows = await query.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            found.Add(new RowKey(rows.GetString(0), rows.GetString(1)), rows.GetFieldValue<byte[]>(2));
        return found;
    }

    /// <summary>Adds the statements that write these rows, in their order.</summary>
    public void Write(NpgsqlBatch batch, IReadOnlyList<WrittenRow> rows)
    {
        for (int from = 0, to; from < rows.Count; from = to)
        {
            to = from;
            for (var bytes = 0L; to < rows.Count && bytes < StatementBytes; to++)
                bytes += rows[to].Data?.Length ?? 0;
            batch.BatchCommands.Add(Upsert([.. rows.Skip(from).Take(to - from)]));
        }
    }

    private NpgsqlBatchCommand Upsert(List<WrittenRow> rows)
    {
        var upsert = new NpgsqlBatchCommand("""
            insert into eventops_rows (projection, generation, tenant_id, key, position, data, sort_key, terms, search)
            select $1, $2, tenant_id, key, position, data, sort_key, terms::text[], search
            from unnest($3::varchar[], $4::text[], $5::bigint[], $6::json[], $7::text[], $8::text[], $9::text[])
              as r(tenant_id, key, position, data, sort_key, terms, search)
            on conflict (projection, generation, tenant_id, key) do update set position = excluded.position,
              data = excluded.data, sort_key = excluded.sort_key, terms = excluded.terms, search = excluded.search
            """);
        upsert.Parameters.AddWithValue(projection);
        upsert.Parameters.AddWithValue(generation);
        Add(upsert, NpgsqlDbType.Varchar, rows.Select(r => r.Key.Tenant).ToArray());
        Add(upsert, NpgsqlDbType.Text, rows.Select(r => r.Key.Key).ToArray());
        Add(upsert, NpgsqlDbType.Bigint, rows.Select(r => r.Position).ToArray());
        Add(upsert, NpgsqlDbType.Json, rows.Select(r => r.Data).ToArray());
        Add(upsert, NpgsqlDbType.Text, rows.Select(r => StorableText.Require(r.Index.SortKey)).ToArray());
        Add(upsert, NpgsqlDbType.Text, rows.Select(r => StorableText.Require(ArrayText(r.Index.Terms))).ToArray());
        Add(upsert, NpgsqlDbType.Text, rows.Select(r => StorableText.Require(r.Index.SearchText).ToLowerInvariant()).ToArray());
        return upsert;
    }

    private static void Add(NpgsqlBatchCommand command, NpgsqlDbType type, object values) =>
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values });

    // unnest flattens an array of arrays, so each row's terms travel as the text of an array.
    private static string ArrayText(IReadOnlyList<string> terms)
    {
        var text = new StringBuilder("{");
        foreach (var term in terms)
            text.Append(text.Length > 1 ? "," : "").Append('"')
                .Append(term.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal))
                .Append('"');
        return text.Append('}').ToString();
    }
}
