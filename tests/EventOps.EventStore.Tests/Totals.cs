using System.Text.Json;
using EventOps.EventStore.Projecting;

namespace EventOps.EventStore.Tests;

/// <summary>A row per stream: the sum counted so far. An event "removed" removes it.</summary>
internal sealed record Total(int Sum)
{
    public static RowProjection<Total> Projection(string name) => new(
        name,
        e => e.Type == "ignored" ? null : new RowKey(e.Tenant, e.StreamId.ToString()),
        (row, e) => e.Type switch
        {
            "removed" => null,
            "unchanged" => row,
            _ => new Total((row?.Sum ?? 0) + 1),
        },
        row => JsonSerializer.SerializeToUtf8Bytes(row),
        data => JsonSerializer.Deserialize<Total>(data.Span)!,
        row => new RowIndex($"{row.Sum:D6}", [row.Sum % 2 == 0 ? "even" : "odd", "a\"b\\c,{}"], $"Sum {row.Sum}"));
}
