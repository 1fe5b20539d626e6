using Npgsql;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Appending;

/// <summary>
/// A store whose only writer waits for a row that somebody else holds: what is appended meanwhile is one batch when the row
/// is let go.
/// </summary>
internal sealed class Jam : IAsyncDisposable
{
    private readonly NpgsqlConnection row;
    private readonly Task<AppendResult> stuck;

    private Jam(EventStoreModule store, NpgsqlConnection holder, Task<AppendResult> waiting) =>
        (Store, row, stuck) = (store, holder, waiting);

    public EventStoreModule Store { get; }

    public static async Task<Jam> On(StoreFixture fixture, EventStoreSettings? settings = null)
    {
        var store = fixture.Open((settings ?? new EventStoreSettings()) with { Writers = 1 });
        var stream = NewStream("jam");
        await store.Streams.Append(stream, "tally", 0, [Event()], AppendMetadata.None, Soon);
        var holder = await fixture.Foreign();
        await holder.Run($"begin; select 1 from mt_streams where id = '{stream.Id}' for update");
        var waiting = store.Streams.Append(stream, "tally", 1, [Event()], AppendMetadata.None, Soon);
        var blocks = $"select count(*) from pg_stat_activity where {holder.ProcessID} = any(pg_blocking_pids(pid))";
        while (await fixture.Scalar<long>(blocks) == 0)
            await Task.Yield();
        return new(store, holder, waiting);
    }

    public Task<AppendResult> Append(StreamKey stream, long expected, params IReadOnlyList<NewEvent> events) =>
        Store.Streams.Append(stream, "tally", expected, events, AppendMetadata.None, Soon);

    public async Task Release()
    {
        await row.Run("commit");
        await stuck;
    }

    public async ValueTask DisposeAsync()
    {
        await row.DisposeAsync();
        await Store.DisposeAsync();
    }
}
