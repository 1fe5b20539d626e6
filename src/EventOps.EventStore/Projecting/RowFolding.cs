namespace EventOps.EventStore.Projecting;

/// <summary>
/// Folds events into rows in memory. Rows that were touched lately stay, so that the next event of a lively meetup reads
/// nothing; what they may take is bounded. A row that changed stays until its change is in the database.
/// </summary>
internal sealed class RowFolding<TRow>(
    Func<RecordedEvent, RowKey?> keyOf, Func<TRow?, RecordedEvent, TRow?> on,
    Func<RowKey, TRow?, long, WrittenRow> written,
    Func<RowKey[], CancellationToken, Task<Dictionary<RowKey, (TRow Row, int Bytes)>>> stored, RowTable table) : IFolding
    where TRow : class
{
    // As JSON; the objects take about twice that.
    private const long MostBytes = 24 * 1024 * 1024;

    // An absent row costs something, too.
    private const int LeastBytes = 256;

    private readonly Dictionary<RowKey, Entry> entries = [];
    private readonly LinkedList<Entry> byUse = [];
    private List<Entry> changed = [];
    private List<(Entry Entry, int TooMuch)> estimates = [];
    private long bytes;

    public long Weight { get; private set; }

    public async Task Add(IReadOnlyList<RecordedEvent> events, CancellationToken ct)
    {
        var keyed = new List<(RowKey Key, RecordedEvent Event)>(events.Count);
        foreach (var e in events)
            if (keyOf(e) is { } key)
                keyed.Add((key, e));
        await Recall([.. keyed.Select(k => k.Key).Distinct().Where(k => !entries.ContainsKey(k))], ct);
        foreach (var (key, e) in keyed)
            Fold(entries[key], e);
    }

    public Writing Take()
    {
        var taken = changed.ConvertAll(entry => (Entry: entry, entry.Row, entry.Position, entry.Bytes));
        foreach (var entry in changed)
            entry.Changed = false;
        (changed, Weight) = ([], 0);
        return new Writing(Asks: false, (last, _) =>
        {
            // Rows become JSON here, while the events after them are folded: a row is replaced, never changed.
            var rows = taken.ConvertAll(t => written(t.Entry.Key, t.Row, t.Position));
            table.Write(last, rows);
            estimates = [.. taken.Zip(rows, (t, row) => (t.Entry, t.Bytes - (row.Data?.Length ?? 0)))];
            return Task.CompletedTask;
        });
    }

    public void Committed(long position)
    {
        // What has come to a row since it was taken stays estimated.
        foreach (var (entry, tooMuch) in estimates)
            Resize(entry, entry.Bytes - tooMuch);
        estimates = [];
        for (var oldest = byUse.First; bytes > MostBytes && oldest is not null;)
        {
            var (node, entry) = (oldest, oldest.Value);
            oldest = oldest.Next;
            if (entry.Position > position)
                continue;
            byUse.Remove(node);
            entries.Remove(entry.Key);
            bytes -= entry.Bytes;
        }
    }

    private async Task Recall(RowKey[] unknown, CancellationToken ct)
    {
        if (unknown.Length == 0)
            return;
        var found = await stored(unknown, ct);
        foreach (var key in unknown)
        {
            var (row, size) = found.GetValueOrDefault(key);
            var entry = new Entry(key) { Row = row };
            entry.Node = byUse.AddLast(entry);
            entries.Add(key, entry);
            Resize(entry, size);
        }
    }

    private void Fold(Entry entry, RecordedEvent e)
    {
        var after = on(entry.Row, e);
        if (ReferenceEquals(entry.Row, after))
            return;
        (entry.Row, entry.Position) = (after, e.Position);
        byUse.Remove(entry.Node!);
        byUse.AddLast(entry.Node!);
        Resize(entry, entry.Bytes + e.Data.Length);
        Weight += e.Data.Length;
        if (entry.Changed)
            return;
        entry.Changed = true;
        Weight += entry.Bytes;
        changed.Add(entry);
    }

    private void Resize(Entry entry, int size)
    {
        var next = Math.Max(LeastBytes, size);
        bytes += next - entry.Bytes;
        entry.Bytes = next;
    }

    private sealed class Entry(RowKey key)
    {
        public RowKey Key { get; } = key;

        public LinkedListNode<Entry>? Node { get; set; }

        public TRow? Row { get; set; }

        /// <summary>Of the last change here; 0 for one that is as it was read.</summary>
        public long Position { get; set; }

        public int Bytes { get; set; }

        public bool Changed { get; set; }
    }
}
