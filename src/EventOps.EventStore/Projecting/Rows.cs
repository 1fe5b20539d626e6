using System.Globalization;
using Npgsql;

namespace EventOps.EventStore.Projecting;

/// <summary>A row as it was written: <paramref name="Data"/> byte for byte, and the position of its last change.</summary>
public sealed record StoredRow(string Key, long Position, ReadOnlyMemory<byte> Data);

/// <summary>Where the next page of a list begins.</summary>
public sealed record RowCursor(string? SortKey, string Key);

/// <summary>Some rows in order, and where to go on; null: these were the last.</summary>
public sealed record RowPage(IReadOnlyList<StoredRow> Rows, RowCursor? Next);

/// <summary>
/// Which rows of one projection and tenant, ordered by sort key and key. Rows without a sort key are not listed.
/// </summary>
public sealed record RowQuery
{
    public required string Projection { get; init; }

    public required string Tenant { get; init; }

    /// <summary>The row has all of these terms.</summary>
    public IReadOnlyList<string> AllTerms { get; init; } = [];

    /// <summary>From this sort key on, inclusive.</summary>
    public string? SortFrom { get; init; }

    /// <summary>Up to this sort key, exclusive.</summary>
    public string? SortTo { get; init; }

    /// <summary>A part of the search text, without regard to case.</summary>
    public string? Search { get; init; }

    public RowCursor? After { get; init; }

    public int Limit { get; init; } = 50;

    public bool Descending { get; init; }
}

/// <summary>A key whose row changed or was removed at this position.</summary>
public readonly record struct ChangedRow(RowKey Key, long Position);

/// <summary>Reads the rows that row projections keep.</summary>
public sealed class Rows
{
    private readonly NpgsqlDataSource database;

    // In the statement that reads the rows, so that both are of one moment: a rebuild switches to the next generation.
    private const string Living =
        "projection = $1 and generation = (select p.generation from eventops_projections p where p.name = $1)";

    internal Rows(NpgsqlDataSource database) => this.database = database;

    /// <summary>The row, or null when there is none.</summary>
    public async Task<StoredRow?> Get(string projection, string tenant, string key, CancellationToken ct)
    {
        await using var query = database.CreateCommand(
            $"select key, position, data from eventops_rows where {Living} " +
            "and tenant_id = $2 and key = $3 and data is not null");
        query.Parameters.AddWithValue(projection);
        query.Parameters.AddWithValue(tenant);
        query.Parameters.AddWithValue(key);
        await using var row = await query.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Stored(row) : null;
    }

    /// <summary>One page of a list.</summary>
    public async Task<RowPage> Query(RowQuery wanted, CancellationToken ct)
    {
        await using var query = database.CreateCommand();
        query.CommandText = Text(wanted, query.Parameters);
        var rows = new List<StoredRow>();
        string? last = null;
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            // One row more than asked for tells whether there is a next page.
            if (rows.Count == wanted.Limit)
                return new RowPage(rows, rows.Count == 0 ? wanted.After : new RowCursor(last, rows[^1].Key));
            rows.Add(Stored(row));
            last = row.GetString(3);
        }

        return new RowPage(rows, null);
    }

    /// <summary>Keys of one projection that changed after a position, removed rows included, in order of position.</summary>
    public async Task<IReadOnlyList<ChangedRow>> ChangedSince(
        string projection, long position, int limit, CancellationToken ct)
    {
        await using var query = database.CreateCommand(
            $"select tenant_id, key, position from eventops_rows where {Living} and position > $2 and position > 0 " +
            "order by position limit $3");
        query.Parameters.AddWithValue(projection);
        query.Parameters.AddWithValue(position);
        query.Parameters.AddWithValue(limit);
        var changed = new List<ChangedRow>();
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            changed.Add(new ChangedRow(new RowKey(row.GetString(0), row.GetString(1)), row.GetInt64(2)));
        return changed;
    }

    private static string Text(RowQuery wanted, NpgsqlParameterCollection values)
    {
        string Value(object value)
        {
            values.AddWithValue(value);
            return string.Create(CultureInfo.InvariantCulture, $"${values.Count}");
        }

        // The first value is the one that Living names.
        Value(wanted.Projection);
        var (order, beyond) = wanted.Descending ? ("desc", "<") : ("asc", ">");
        var conditions = new List<string> { Living, $"tenant_id = {Value(wanted.Tenant)}", "sort_key is not null" };
        if (wanted.AllTerms.Count > 0)
            conditions.Add($"terms @> {Value(wanted.AllTerms.ToArray())}");
        if (wanted.SortFrom is { } from)
            conditions.Add($"sort_key >= {Value(from)}");
        if (wanted.SortTo is { } to)
            conditions.Add($"sort_key < {Value(to)}");
        if (!string.IsNullOrEmpty(wanted.Search))
            conditions.Add($"strpos(search, {Value(wanted.Search.ToLowerInvariant())}) > 0");
        if (wanted.After is { SortKey: { } sortKey, Key: var key })
            conditions.Add($"(sort_key, key) {beyond} ({Value(sortKey)}, {Value(key)})");
        return $"select key, position, data, sort_key from eventops_rows where {string.Join(" and ", conditions)} " +
            $"order by sort_key {order}, key {order} limit {Value(wanted.Limit + 1)}";
    }

    private static StoredRow Stored(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2));
}
