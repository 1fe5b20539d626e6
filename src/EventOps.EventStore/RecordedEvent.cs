using EventOps.EventStore.Reading;
using Npgsql;

namespace EventOps.EventStore;

/// <summary>
/// A stored event. <see cref="Position"/> is its place in the store-wide order (Marten's <c>seq_id</c>), unique and never
/// reused; <see cref="Version"/> its place in its stream, from 1 without a hole. <see cref="Data"/> is UTF-8 JSON as
/// PostgreSQL prints its jsonb: same facts, not the same bytes as were appended.
/// </summary>
public sealed record RecordedEvent
{
    // One list of columns for every query that reads events: From depends on its order.
    internal const string Columns =
        "e.seq_id, e.id, e.tenant_id, e.stream_id, s.type, e.version, e.type, e.data, e.timestamp, " +
        "e.user_name, e.correlation_id, e.causation_id, e.headers";

    // The stream's type is looked up for each event: joined freely, all streams are read for a page of a hundred events. A
    // stream row that a foreign writer removed does not hide its events from the feed.
    internal const string Tables =
        "mt_events e left join lateral (" +
        "select type from mt_streams where tenant_id = e.tenant_id and id = e.stream_id limit 1) s on true";

    public required long Position { get; init; }

    public required Guid Id { get; init; }

    public required string Tenant { get; init; }

    public required Guid StreamId { get; init; }

    public string? StreamType { get; init; }

    public required long Version { get; init; }

    public required string Type { get; init; }

    public required ReadOnlyMemory<byte> Data { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public string? User { get; init; }

    public string? CorrelationId { get; init; }

    public string? CausationId { get; init; }

    /// <summary>All of them; <see cref="Header"/> is cheaper for one.</summary>
    public IReadOnlyDictionary<string, string> Headers { get => field ??= EventHeaders.Read(HeadersJson); init; }

    // Most readers ask for no header, or for one.
    private ReadOnlyMemory<byte> HeadersJson { get; init; }

    /// <summary>About how many bytes of memory it takes.</summary>
    internal int Weight => 400 + Data.Length + 2 * (Tenant.Length + Type.Length + (CorrelationId?.Length ?? 0)
        + (CausationId?.Length ?? 0) + (User?.Length ?? 0)) + 4 * HeadersJson.Length;

    /// <summary>One header; null when it is not there.</summary>
    public string? Header(string name) =>
        HeadersJson.IsEmpty ? Headers.GetValueOrDefault(name) : EventHeaders.Find(HeadersJson, name);

    internal static RecordedEvent From(NpgsqlDataReader row) => new()
    {
        Position = row.GetInt64(0),
        Id = row.GetGuid(1),
        // Marten leaves both columns nullable; only a foreign writer could use that.
        Tenant = Text(row, 2) ?? "*DEFAULT*",
        StreamId = row.IsDBNull(3) ? Guid.Empty : row.GetGuid(3),
        StreamType = Text(row, 4),
        Version = row.GetInt64(5),
        Type = row.GetString(6),
        Data = row.GetFieldValue<byte[]>(7),
        Timestamp = Instant(row.GetFieldValue<long>(8)),
        User = Text(row, 9),
        CorrelationId = Text(row, 10),
        CausationId = Text(row, 11),
        HeadersJson = row.IsDBNull(12) ? default : row.GetFieldValue<byte[]>(12),
    };

    internal static RecordedEvent From(ref CopyRow row, RepeatedText names) => new()
    {
        Position = row.Int64(),
        Id = row.Uuid() ?? default,
        Tenant = row.Text(names) ?? "*DEFAULT*",
        StreamId = row.Uuid() ?? default,
        StreamType = row.Text(names),
        Version = row.Int64(),
        Type = row.Text(names) ?? "",
        Data = row.Json(),
        Timestamp = Instant(row.Int64()),
        User = row.Text(names),
        CorrelationId = row.Text(names),
        CausationId = row.Text(names),
        HeadersJson = row.Json(),
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    // Microseconds since 2000, as stored: an instant outside .NET's years becomes the nearest one inside, or a single event
    // would hold up the feed.
    private static DateTimeOffset Instant(long microseconds)
    {
        var epoch = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var least = -epoch.Ticks / TimeSpan.TicksPerMicrosecond;
        var most = (DateTimeOffset.MaxValue.Ticks - epoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        return epoch.AddTicks(Math.Clamp(microseconds, least, most) * TimeSpan.TicksPerMicrosecond);
    }
}
