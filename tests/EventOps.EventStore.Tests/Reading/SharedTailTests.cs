using EventOps.EventStore.Reading;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Reading;

/// <summary>However many follow the end of the log, the database is asked once.</summary>
public sealed class SharedTailTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task five_hundred_waiting_readers_cost_the_database_one_read_of_an_append()
    {
        // No poll may add a look of its own.
        await using var store = fixture.Open(new EventStoreSettings { PollInterval = TimeSpan.FromMinutes(10) });
        using var statements = new StatementsSent(fixture.ConnectionString);
        var at = await Appended(store);
        await store.Feed.WaitUntil(at, Soon);
        for (var round = 0; round < 3; round++)
        {
            var readers = Enumerable.Range(0, 500).Select(i => Next(store.Feed, at, i % 2 == 0 ? null : new FeedFilter("c1", ["counted"]))).ToArray();
            statements.Clear();
            var position = await Appended(store);
            foreach (var read in await Task.WhenAll(readers))
                Assert.Equal([position], read.Events.Select(e => e.Position));
            Assert.Single(statements.OfTheLog);
            at = position;
        }
    }

    [Fact]
    public async Task a_failed_look_is_heard_by_all_who_wait_and_the_next_one_goes_on()
    {
        await using var store = fixture.Open();
        var at = await store.Feed.Head(Soon);
        var waiting = Enumerable.Range(0, 20).Select(_ => store.Feed.WaitForMore(at, Soon)).ToArray();
        await fixture.Execute("alter table mt_events rename to mt_events_away");
        try
        {
            foreach (var reader in waiting)
                await Assert.ThrowsAsync<Npgsql.PostgresException>(() => reader);
        }
        finally
        {
            await fixture.Execute("alter table mt_events_away rename to mt_events");
        }

        await Appended(store);
        await store.Feed.WaitForMore(at, Soon);
    }

    [Fact]
    public async Task whoever_waits_when_the_store_closes_is_told()
    {
        var store = fixture.Open();
        var waiting = store.Feed.WaitForMore(await store.Feed.Head(Soon), Soon);
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }

    [Fact]
    public async Task an_advance_larger_than_memory_reaches_fast_and_slow_readers_whole()
    {
        await using var store = fixture.Open();
        var start = await store.Feed.Head(Soon);
        var slow = await store.Feed.Read(start, 10, Soon);
        const int Many = FeedLimits.TailEvents * 2 + 5;
        await Bulk(Many);
        var last = await Appended(store);
        await store.Feed.WaitUntil(last, Soon);
        Assert.InRange((await store.Feed.Status(Soon)).EventsInMemory, 0, FeedLimits.TailEvents);

        var stored = await fixture.Scalar<long[]>("select array(select seq_id from mt_events where seq_id > $1 and seq_id <= $2 order by 1)", start, last);
        Assert.Equal(stored, (await store.Feed.ReadUntil(slow.SafePosition, last)).Select(e => e.Position));
        await Bulk(FeedLimits.TailEvents / 2);
        var end = await Appended(store);
        Assert.Equal(FeedLimits.TailEvents / 2 + 1, (await store.Feed.ReadUntil(last, end)).Count);
    }

    [Fact]
    public async Task a_page_from_memory_is_the_page_from_the_database()
    {
        var start = await fixture.Tail();
        for (var i = 0; i < 20; i++)
            await fixture.AppendOne(i % 3 == 0 ? "rare" : "common");
        var head = await fixture.Tail();
        await using var fresh = fixture.Open();
        await fresh.Feed.Head(Soon);
        FeedFilter?[] filters = [null, new("rare"), new("common", ["counted"]), new(Types: ["no_such"]), new("nobody")];
        foreach (var filter in filters)
            for (var after = start; after < head; after++)
                for (var limit = 1; limit < 24; limit += 4)
                {
                    var memory = await fixture.Feed.Read(after, limit, Soon, filter);
                    var database = await fresh.Feed.Read(after, limit, Soon, filter);
                    Assert.Equal(database.SafePosition, memory.SafePosition);
                    Assert.Equal(database.Events.Select(Told), memory.Events.Select(Told));
                }
    }

    [Fact]
    public async Task a_filtered_read_looks_at_so_many_positions_and_no_more()
    {
        var start = await fixture.Tail();
        await fixture.Execute($"select setval('mt_events_sequence', {start + LogReader.Stretch + 50})");
        var rare = await fixture.AppendOne("rare one");
        await fixture.Feed.WaitUntil(rare, Soon);
        await using var fresh = fixture.Open();
        await fresh.Feed.WaitUntil(rare, Soon);

        var first = await fresh.Feed.Read(start, 10, Soon, new FeedFilter("rare one"));
        Assert.Empty(first.Events);
        Assert.Equal(start + LogReader.Stretch, first.SafePosition);
        Assert.Equal([rare], (await fresh.Feed.Read(first.SafePosition, 10, Soon, new FeedFilter("rare one"))).Events.Select(e => e.Position));
        Assert.Equal([rare], (await fresh.Feed.Read(start, 10, Soon)).Events.Select(e => e.Position));
    }

    private static string Told(RecordedEvent e) =>
        $"{e.Position} {e.Id} {e.Tenant} {e.StreamId} {e.StreamType} {e.Version} {e.Type} {System.Text.Encoding.UTF8.GetString(e.Data.Span)} {e.Timestamp:O}";

    private static async Task<FeedPage> Next(Feed feed, long after, FeedFilter? filter)
    {
        await feed.WaitForMore(after, Soon);
        return await feed.Read(after, 100, Soon, filter);
    }

    private static async Task<long> Appended(EventStoreModule store) => Assert.IsType<AppendResult.Appended>(
        await store.Streams.Append(NewStream(), "tally", 0, [Event()], AppendMetadata.None, Soon)).Position;

    private Task Bulk(int events) => fixture.Execute($$"""
        with s as (insert into mt_streams (tenant_id, id, type, version) values ('bulk', gen_random_uuid(), 'tally', {{events}}) returning id)
        insert into mt_events (seq_id, id, stream_id, version, data, type, tenant_id)
        select nextval('mt_events_sequence'), gen_random_uuid(), s.id, n, '{"by": 1}', 'counted', 'bulk' from s, generate_series(1, {{events}}) n
        """);
}
