using Npgsql;

namespace EventOps.EventStore;

/// <summary>Reads and folds streams, and remembers what it folded.</summary>
internal sealed class StreamFolds(NpgsqlDataSource database, StateCache cache)
{
    public CachedStream<TState>? Cached<TState>(StreamKey key) => cache.Find<TState>(key);

    public async Task<CachedStream<TState>> Load<TState, TEvent>(
        StreamDefinition<TState, TEvent> definition, StreamKey key, CancellationToken ct)
    {
        var cached = cache.Find<TState>(key)
            ?? new CachedStream<TState>(new LoadedStream<TState>(definition.Initial, 0, 0), 0);
        var (state, version, position) = cached.Loaded;
        var bytes = cached.Bytes;
        await foreach (var e in Events(key, version, ct))
        {
            state = definition.Evolve(state, definition.Read(e.Type, e.Data));
            (version, position) = (e.Version, e.Position);
            bytes += e.Data.Length;
        }

        var loaded = new CachedStream<TState>(new LoadedStream<TState>(state, version, position), bytes);
        // Absent streams are not remembered: anybody may ask for any id.
        if (version > 0)
            cache.Keep(key, loaded);
        return loaded;
    }

    /// <summary>Remembers the state after an append of this process, so that the next command reads nothing.</summary>
    public void Extend<TState, TEvent>(
        StreamDefinition<TState, TEvent> definition, StreamKey key, CachedStream<TState> before,
        IReadOnlyList<TEvent> events, int bytes, AppendResult.Appended stored) =>
        cache.Keep(key, new CachedStream<TState>(
            new LoadedStream<TState>(
                events.Aggregate(before.Loaded.State, definition.Evolve), stored.Version, stored.Position),
            before.Bytes + bytes));

    public async Task<IReadOnlyList<RecordedEvent>> Read(StreamKey key, long afterVersion, CancellationToken ct)
    {
        var events = new List<RecordedEvent>();
        await foreach (var e in Events(key, afterVersion, ct))
            events.Add(e);
        return events;
    }

    // Archived events are folded too: a state is the whole stream, and the next version follows the last one there is.
    private async IAsyncEnumerable<RecordedEvent> Events(
        StreamKey key, long afterVersion, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var query = database.CreateCommand(
            $"select {RecordedEvent.Columns} from {RecordedEvent.Tables} " +
            "where e.tenant_id = $1 and e.stream_id = $2 and e.version > $3 order by e.version");
        query.Parameters.AddWithValue(key.Tenant);
        query.Parameters.AddWithValue(key.Id);
        query.Parameters.AddWithValue(afterVersion);
        await using var rows = await query.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            yield return RecordedEvent.From(rows);
    }
}
