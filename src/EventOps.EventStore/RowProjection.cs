namespace EventOps.EventStore;

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
/// The row after an event: null removes it, the same reference leaves it, and its position, untouched.
/// </param>
/// <param name="write">The row as UTF-8 JSON; the same row gives the same bytes.</param>
/// <param name="read">The row from what <paramref name="write"/> gave.</param>
/// <param name="index">What the row is found by; null: by its key only.</param>
public sealed class RowProjection<TRow>(
    string name, Func<RecordedEvent, RowKey?> keyOf, Func<TRow?, RecordedEvent, TRow?> on,
    Func<TRow, ReadOnlyMemory<byte>> write, Func<ReadOnlyMemory<byte>, TRow> read, Func<TRow, RowIndex>? index = null)
    : IProjection
    where TRow : class
{
    private static readonly RowIndex NoIndex = new(null, []);

    public string Name { get; } = name;

    public async Task Apply(IReadOnlyList<RecordedEvent> events, ProjectionTransaction transaction, CancellationToken ct)
    {
        var keyed = new List<(RowKey Key, RecordedEvent Event)>(events.Count);
        foreach (var e in events)
            if (keyOf(e) is { } key)
                keyed.Add((key, e));
        if (keyed.Count == 0)
            return;

        var table = new RowTable(Name, transaction.Connection);
        var stored = await table.Read([.. keyed.Select(k => k.Key).Distinct()], ct);
        var rows = stored.ToDictionary(r => r.Key, r => read(r.Value));
        var changed = new Dictionary<RowKey, (TRow? Row, long Position)>();
        foreach (var (key, e) in keyed)
        {
            var before = rows.GetValueOrDefault(key);
            var after = on(before, e);
            if (ReferenceEquals(before, after))
                continue;
            changed[key] = (after, e.Position);
            if (after is null)
                rows.Remove(key);
            else
                rows[key] = after;
        }

        await table.Write([.. changed.Select(c => Written(c.Key, c.Value.Row, c.Value.Position))], ct);
    }

    public Task Reset(ProjectionTransaction transaction, CancellationToken ct) =>
        new RowTable(Name, transaction.Connection).Clear(ct);

    private WrittenRow Written(RowKey key, TRow? row, long position)
    {
        var found = row is null || index is null ? NoIndex : index(row);
        // Without the cast null would become empty data: a byte array converts to memory, and null is one.
        return new WrittenRow(key, position, row is null ? null : (ReadOnlyMemory<byte>?)write(row), found);
    }
}
