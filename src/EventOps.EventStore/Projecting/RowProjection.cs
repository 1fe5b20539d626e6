using Npgsql;

namespace EventOps.EventStore.Projecting;

/// <summary>Names a row of a projection.</summary>
public readonly record struct RowKey(string Tenant, string Key);

/// <summary>What a row can be found by.</summary>
/// <param name="SortKey">Lists are ordered by it, byte by byte, and then by key; null: not listed.</param>
/// <param name="Terms">Exact terms, for example <c>status:published</c>.</param>
/// <param name="SearchText">Searched for a part of it, without regard to case.</param>
public sealed record RowIndex(string? SortKey, IReadOnlyList<string> Terms, string SearchText = "");

/// <summary>A projection of rows, each folded from the events that name its key. All functions are pure.</summary>
/// <param name="name">The projection's name.</param>
/// <param name="keyOf">The row that an event belongs to; null: the event is ignored.</param>
/// <param name="on">
/// The row after an event: null removes it, the same reference leaves it, and its position, untouched. Rows are kept in
/// memory between calls, so an event never changes the row it is given.
/// </param>
/// <param name="write">The row as UTF-8 JSON; the same row gives the same bytes.</param>
/// <param name="read">The row from what <paramref name="write"/> gave.</param>
/// <param name="index">What the row is found by; null: by its key only.</param>
/// <param name="version">
/// Rises when the same events make other rows than before. Rows of an older version are served as they are and made anew
/// beside; rows of a newer one are left alone.
/// </param>
public sealed class RowProjection<TRow>(
    string name, Func<RecordedEvent, RowKey?> keyOf, Func<TRow?, RecordedEvent, TRow?> on,
    Func<TRow, ReadOnlyMemory<byte>> write, Func<ReadOnlyMemory<byte>, TRow> read, Func<TRow, RowIndex>? index = null,
    int version = 1)
    : IRowProjection
    where TRow : class
{
    private static readonly RowIndex NoIndex = new(null, []);

    public string Name { get; } = name;

    public int Version { get; } = version;

    /// <summary>
    /// Applies events to the first generation of the rows, for a projection that wraps this one. The runner has another way:
    /// it folds ahead of the write.
    /// </summary>
    public async Task Apply(IReadOnlyList<RecordedEvent> events, ProjectionTransaction transaction, CancellationToken ct)
    {
        var table = new RowTable(Name, generation: 0);
        var folding = Folding(table, (keys, cancel) => table.Read(transaction.Connection, keys, cancel));
        await folding.Add(events, ct);
        await folding.Take().AddTo(transaction.Last, ct);
    }

    IFolding IRowProjection.Fold(NpgsqlDataSource database, int generation)
    {
        var table = new RowTable(Name, generation);
        return Folding(table, async (keys, ct) =>
        {
            // Not the connection that writes: a batch may be under way on it.
            await using var connection = await database.OpenConnectionAsync(ct);
            return await table.Read(connection, keys, ct);
        });
    }

    private RowFolding<TRow> Folding(RowTable table, ReadRows stored) =>
        new(keyOf, on, Written, async (keys, ct) => (await stored(keys, ct)).ToDictionary(
            row => row.Key, row => (read(row.Value), row.Value.Length)), table);

    private WrittenRow Written(RowKey key, TRow? row, long position)
    {
        var found = row is null || index is null ? NoIndex : index(row);
        // Without the cast null would become empty data: a byte array converts to memory, and null is one.
        return new WrittenRow(key, position, row is null ? null : (ReadOnlyMemory<byte>?)write(row), found);
    }
}

/// <summary>What the runner knows of a row projection, whatever its rows are.</summary>
internal interface IRowProjection : IProjection
{
    int Version { get; }

    /// <summary>A fold of one generation's rows.</summary>
    IFolding Fold(NpgsqlDataSource database, int generation);
}

/// <summary>The stored rows of these keys, without those that are not there.</summary>
internal delegate Task<Dictionary<RowKey, byte[]>> ReadRows(RowKey[] keys, CancellationToken ct);
