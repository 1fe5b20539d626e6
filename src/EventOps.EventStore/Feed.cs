using Npgsql;
using NpgsqlTypes;

namespace EventOps.EventStore;

/// <summary>Some events in order. All up to <paramref name="SafePosition"/> was looked at: read on after it.</summary>
public sealed record FeedPage(IReadOnlyList<RecordedEvent> Events, long SafePosition);

/// <summary>Which events a reader wants; null: all.</summary>
public sealed record FeedFilter(string? Tenant = null, IReadOnlyList<string>? Types = null);

/// <summary>
/// All events of the store in the order of their positions. Nothing ever appears at or below a position once served, and one
/// stream's versions come in order without a hole. Events that Marten has archived stay: a position that was served must
/// not vanish, and a rebuilt projection must equal the living one.
/// </summary>
public sealed class Feed
{
    private static readonly TimeSpan FirstLookAtHole = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LastLookAtHole = TimeSpan.FromMilliseconds(100);

    private readonly NpgsqlDataSource database;
    private readonly FeedHead head;
    private readonly Wake appended;
    private readonly TimeSpan poll;
    private readonly TimeProvider time;

    internal Feed(NpgsqlDataSource database, FeedHead head, Wake appended, TimeSpan poll, TimeProvider time)
    {
        this.database = database;
        this.head = head;
        this.appended = appended;
        this.poll = poll;
        this.time = time;
    }

    /// <summary>The position up to which the feed can be read now.</summary>
    public Task<long> Head(CancellationToken ct) => head.Advance().WaitAsync(ct);

    /// <summary>The first position in a tenant that was recorded at this time or later; null when there is none yet.</summary>
    public async Task<long?> PositionAt(string tenant, DateTimeOffset since, CancellationToken ct)
    {
        await using var query = database.CreateCommand("select min(seq_id) from mt_events where tenant_id = $1 and timestamp >= $2");
        query.Parameters.AddWithValue(tenant);
        query.Parameters.AddWithValue(since.UtcDateTime);
        return await query.ExecuteScalarAsync(ct) as long?;
    }

    /// <summary>
    /// At most <paramref name="limit"/> events after a position. An empty page means that nothing more can be told now; a
    /// short one does not.
    /// </summary>
    public async Task<FeedPage> Read(long after, int limit, CancellationToken ct, FeedFilter? filter = null)
    {
        var safe = head.Position;
        if (after >= safe)
            safe = await Head(ct);
        if (after >= safe)
            return new FeedPage([], after);

        var events = new List<RecordedEvent>();
        await using var query = database.CreateCommand(
            $"select {RecordedEvent.Columns} from {RecordedEvent.Tables} " +
            "where e.seq_id > $1 and e.seq_id <= $2 and ($4::varchar is null or e.tenant_id = $4) " +
            "and ($5::varchar[] is null or e.type = any($5)) order by e.seq_id limit $3");
        query.Parameters.AddWithValue(after);
        query.Parameters.AddWithValue(safe);
        query.Parameters.AddWithValue(limit);
        query.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Varchar, Value = (object?)filter?.Tenant ?? DBNull.Value });
        query.Parameters.Add(new()
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar,
            Value = (object?)filter?.Types?.ToArray() ?? DBNull.Value,
        });
        await using var rows = await query.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            events.Add(RecordedEvent.From(rows));
        return new FeedPage(events, events.Count == limit ? events[^1].Position : safe);
    }

    /// <summary>Returns when events can be read after this position.</summary>
    public async Task WaitForMore(long after, CancellationToken ct)
    {
        var pause = FirstLookAtHole;
        while (true)
        {
            var ring = appended.Next;
            if (head.Position > after || await Head(ct) > after)
                return;
            // Nobody rings when a foreign transaction ends, so a hole is watched closely, then less so.
            await Wake.Wait(ring, head.WaitsAtHole ? pause : poll, time, ct);
            pause = head.WaitsAtHole ? Min(pause * 2, LastLookAtHole) : FirstLookAtHole;
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
