using EventOps.Testing;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Appending;

/// <summary>The connection breaks at the worst moments; what is acknowledged is stored once, and what is stored is acknowledged.</summary>
public sealed class LostConnectionTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task an_append_whose_answer_was_lost_is_found_again_and_not_repeated()
    {
        await using var proxy = CutProxy.Before(fixture.ConnectionString);
        await using var store = new EventStoreModule(proxy.Through(fixture.ConnectionString), new EventStoreSettings { Writers = 1 });
        var stream = NewStream();
        Assert.Equal(1, await Append(store, stream, 0, 1));

        // The answer is dropped with its connection: after the commit, before the caller.
        proxy.Answers.CutAfter(0);
        Assert.Equal(3, await Append(store, stream, 1, 2));

        Assert.Equal(1, proxy.Answers.Cuts);
        Assert.Equal([1L, 2L, 3L], (await fixture.Streams.Read(stream, 0, Soon)).Select(e => e.Version));
    }

    [Fact]
    public async Task a_new_stream_whose_answer_was_lost_is_found_again()
    {
        await using var proxy = CutProxy.Before(fixture.ConnectionString);
        await using var store = new EventStoreModule(proxy.Through(fixture.ConnectionString), new EventStoreSettings { Writers = 1 });
        await Append(store, NewStream(), 0, 1);
        var stream = NewStream();

        proxy.Answers.CutAfter(0);
        Assert.Equal(2, await Append(store, stream, 0, 2));

        Assert.Equal(2, (await fixture.Streams.Read(stream, 0, Soon)).Count);
    }

    [Fact]
    public async Task an_append_whose_session_is_killed_while_it_waits_is_carried_out_after_all()
    {
        var stream = NewStream();
        await Append(fixture.Store, stream, 0, 1);
        await using var holder = await fixture.Foreign();
        await holder.Run($"begin; select 1 from mt_streams where id = '{stream.Id}' for update");
        var appending = Append(fixture.Store, stream, 1, 1);
        while (await fixture.Scalar<long>(
            "select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() " +
            "and wait_event_type = 'Lock') killed") == 0)
            await Task.Yield();

        await holder.Run("commit");

        Assert.Equal(2, await appending);
        Assert.Equal(2, (await fixture.Streams.Read(stream, 0, Soon)).Count);
    }

    [Fact]
    public async Task a_database_that_stays_away_fails_the_append_in_time_and_stores_nothing()
    {
        await using var store = new EventStoreModule(
            "Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=1",
            new EventStoreSettings { AppendPatience = TimeSpan.FromMilliseconds(100) });

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => Append(store, NewStream(), 0, 1));
        Assert.False(failure.OutcomeUnknown);
    }

    [Fact]
    public async Task a_full_queue_refuses_at_once()
    {
        var stream = NewStream();
        await Append(fixture.Store, stream, 0, 1);
        await using var store = fixture.Open(new EventStoreSettings { Writers = 1, QueuedAppends = 4 });
        await using var holder = await fixture.Foreign();
        await holder.Run($"begin; select 1 from mt_streams where id = '{stream.Id}' for update");
        var waiting = Append(store, stream, 1, 1);
        while (await fixture.Scalar<long>(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 0)
            await Task.Yield();

        var queued = Enumerable.Range(0, 4).Select(_ => Append(store, NewStream(), 0, 1)).ToArray();
        await Assert.ThrowsAsync<StoreBusyException>(() => Append(store, NewStream(), 0, 1));

        await holder.Run("commit");
        await Task.WhenAll([waiting, .. queued]);
    }

    private static async Task<long> Append(EventStoreModule store, StreamKey stream, long expected, int events)
    {
        var result = await store.Streams.Append(
            stream, "tally", expected, [.. Enumerable.Range(0, events).Select(_ => Event())], AppendMetadata.None, Soon);
        return Assert.IsType<AppendResult.Appended>(result).Version;
    }
}
