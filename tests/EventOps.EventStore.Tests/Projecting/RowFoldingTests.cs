using EventOps.EventStore.Projecting;
using Npgsql;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Projecting;

/// <summary>What rows weigh that are folded while those before them are written.</summary>
public sealed class RowFoldingTests
{
    [Fact]
    public async Task a_row_that_changes_in_every_batch_weighs_what_it_is_and_not_all_that_happened_to_it()
    {
        const int Row = 100;
        const int Data = 1_000;
        var folding = new RowFolding<string>(
            e => new RowKey(e.Tenant, "lively"), (_, e) => $"{e.Position}",
            (key, _, position) => new WrittenRow(key, position, new byte[Row], new RowIndex(null, [])),
            (_, _) => Task.FromResult(new Dictionary<RowKey, (string Row, int Bytes)>()), new RowTable("lively", generation: 0));

        await folding.Add([Happened(1, Data)], Soon);
        for (var batch = 1; batch <= 100; batch++)
        {
            var writing = folding.Take();
            await folding.Add([Happened(batch + 1, Data)], Soon);
            await writing.AddTo(new NpgsqlBatch(), Soon);
            folding.Committed(batch);
        }

        Assert.InRange(folding.Weight, Data, 5 * Data);
    }

    private static RecordedEvent Happened(long position, int bytes) => new()
    {
        Position = position, Id = Guid.CreateVersion7(), Tenant = "c1", StreamId = Guid.Empty, StreamType = "total", Version = position,
        Type = "counted", Data = new byte[bytes], Timestamp = default,
    };
}
