using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace EventOps.EventStore.Reading;

/// <summary>The statements that read the log in the order of its numbers.</summary>
/// <param name="lookups">Plans a statement once: for a short page that takes half as long as to read it.</param>
internal sealed class LogReader(NpgsqlDataSource lookups)
{
    /// <summary>
    /// At most so many positions are looked at for one page of a filtered read. Marten's tables have no index by tenant or
    /// type and must not get one, so a rare kind of event in a long log is found by walking it.
    /// </summary>
    public const int Stretch = 10_000;

    // COPY is planned anew each time, for its positions are part of its text.
    private const int LongPage = 500;

    // A statement that never ends would keep the database from removing what was deleted since it began.
    private const int LongStretch = 20_000;

    private static readonly FeedFilter Everything = new();

    private const string Select = $"select {RecordedEvent.Columns} from {RecordedEvent.Tables} ";

    private readonly LogCopy copy = new(lookups);
    private long reads;

    /// <summary>Statements sent so far.</summary>
    public long Reads => Interlocked.Read(ref reads);

    /// <summary>A page of what lies after one position and not after another, both settled.</summary>
    public async Task<FeedPage> Page(long after, long upTo, int limit, FeedFilter? filter, CancellationToken ct)
    {
        if (filter is not null)
            upTo = Math.Min(upTo, after + Stretch);
        var events = filter is null && limit >= LongPage
            ? await Copied(after, upTo, limit, ct)
            : await Read(after, upTo, limit, filter ?? Everything, ct);
        return new FeedPage(events, events.Count == limit ? events[^1].Position : upTo);
    }

    /// <summary>All that lies after one position and not after another, both settled, in pages that are read while they are used.</summary>
    public async IAsyncEnumerable<FeedPage> Pages(long after, long upTo, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var full = true; full;)
        {
            Interlocked.Increment(ref reads);
            var read = 0;
            await foreach (var events in copy.Read(after, upTo, LongStretch, ct))
            {
                read += events.Count;
                after = events[^1].Position;
                yield return new FeedPage(events, after);
            }

            full = read == LongStretch;
        }

        if (after < upTo)
            yield return new FeedPage([], upTo);
    }

    private async Task<List<RecordedEvent>> Copied(long after, long upTo, int limit, CancellationToken ct)
    {
        Interlocked.Increment(ref reads);
        var all = new List<RecordedEvent>();
        await foreach (var events in copy.Read(after, upTo, limit, ct))
            all.AddRange(events);
        return all;
    }

    private async Task<List<RecordedEvent>> Read(long after, long upTo, int limit, FeedFilter filter, CancellationToken ct)
    {
        await using var query = Command(
            Select + "where e.seq_id > $1 and e.seq_id <= $2 " +
            "and ($4::varchar is null or coalesce(e.tenant_id, '*DEFAULT*') = $4) " +
            "and ($5::varchar[] is null or e.type = any($5)) order by e.seq_id limit $3", after, upTo, limit);
        Add(query, filter);
        var events = new List<RecordedEvent>();
        await using var rows = await query.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            events.Add(RecordedEvent.From(rows));
        return events;
    }

    /// <summary>Whatever is visible after a position, holes or not.</summary>
    public async IAsyncEnumerable<RecordedEvent> After(long position, int limit, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var query = Command($"{Select}where e.seq_id > $1 order by e.seq_id limit {limit}", position);
        await using var rows = await query.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            yield return RecordedEvent.From(rows);
    }

    /// <summary>The same without the events.</summary>
    public async IAsyncEnumerable<long> NumbersAfter(long position, int limit, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var query = Command($"select seq_id from mt_events where seq_id > $1 order by seq_id limit {limit}", position);
        await using var rows = await query.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            yield return rows.GetInt64(0);
    }

    /// <summary>The greatest number drawn by anybody, used or not.</summary>
    public async Task<long> HighestNumber(CancellationToken ct)
    {
        await using var query = Command("select case when is_called then last_value else last_value - 1 end from mt_events_sequence");
        return (long)(await query.ExecuteScalarAsync(ct))!;
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        Interlocked.Increment(ref reads);
        var query = lookups.CreateCommand(sql);
        foreach (var value in values)
            query.Parameters.AddWithValue(value);
        return query;
    }

    private static void Add(NpgsqlCommand query, FeedFilter filter)
    {
        query.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Varchar, Value = (object?)filter.Tenant ?? DBNull.Value });
        query.Parameters.Add(new()
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar,
            Value = (object?)filter.Types?.ToArray() ?? DBNull.Value,
        });
    }
}
