using EventOps.EventStore.Appending;
using EventOps.Testing;
using Npgsql;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Appending;

public sealed class AppendManyTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task thousands_of_events_are_stored_in_the_order_given_and_read_by_the_feed()
    {
        var before = await fixture.Tail();
        var appends = Enumerable.Range(0, 300).Select(_ => Part(NewStream("import"), 0, 10)).ToArray();

        var stored = Assert.IsType<AppendManyResult.Appended>(await Many(appends));

        var read = await fixture.Feed.ReadUntil(before, stored.LastPosition);
        Assert.Equal(appends.SelectMany(a => a.Events.Select(e => e.Id)), read.Where(e => e.Tenant == "import").Select(e => e.Id));
        var first = (await fixture.Streams.Read(appends[0].Stream, 0, Soon))[0];
        Assert.Equal(("tally", "importer", "true"), (first.StreamType, first.User, first.Headers["imported"]));
        Assert.Equal(10L, await fixture.Scalar<long>("select version from mt_streams where id = $1", appends[7].Stream.Id));
    }

    [Fact]
    public async Task one_stream_at_another_version_stores_nothing_at_all()
    {
        var (moved, fresh) = (NewStream(), NewStream());
        await fixture.Streams.Append(moved, "tally", 0, [Event()], AppendMetadata.None, Soon);

        var result = await Many(Part(fresh, 0, 2), Part(moved, 0, 2));

        Assert.Equal([moved], Assert.IsType<AppendManyResult.Conflict>(result).Streams);
        Assert.Empty(await fixture.Streams.Read(fresh, 0, Soon));
        Assert.IsType<AppendManyResult.Appended>(await Many(Part(fresh, 0, 2), Part(moved, 1, 2)));
        Assert.Equal([1L, 2L, 3L], (await fixture.Streams.Read(moved, 0, Soon)).Select(e => e.Version));
    }

    [Fact]
    public async Task the_same_events_again_are_found_and_not_repeated()
    {
        var parts = new[] { Part(NewStream(), 0, 3), Part(NewStream(), 0, 2) };
        var first = await Many(parts);

        Assert.Equal(first, await Many(parts));
        Assert.Equal(3, (await fixture.Streams.Read(parts[0].Stream, 0, Soon)).Count);
        Assert.IsType<AppendManyResult.Conflict>(await Many(parts[0], Part(NewStream(), 0, 1)));
    }

    [Theory]
    [InlineData("""{"text":"\u0000"}""")]
    [InlineData("{not json")]
    public async Task bad_data_stores_nothing(string bad)
    {
        var stream = NewStream();
        await Assert.ThrowsAsync<EventRejectedException>(
            () => Many(Part(stream, 0, 2), new StreamAppend(NewStream(), "tally", 0, [Event(bad)])));
        Assert.Empty(await fixture.Streams.Read(stream, 0, Soon));
    }

    [Fact]
    public async Task what_is_too_much_or_makes_no_sense_is_refused_before_it_is_sent()
    {
        var stream = NewStream();
        await Assert.ThrowsAsync<ArgumentException>(() => Many());
        await Assert.ThrowsAsync<ArgumentException>(() => Many(Part(stream, 0, 0)));
        await Assert.ThrowsAsync<ArgumentException>(() => Many(Part(stream, 0, 1), Part(stream, 1, 1)));
        await Assert.ThrowsAsync<EventTooLargeException>(() => Many(
            new StreamAppend(stream, "tally", 0, [Event($"\"{new string('x', AppendLimits.EventBytes)}\"")])));
        var one = Event();
        await Assert.ThrowsAsync<TooManyEventsException>(() => Many(
            new StreamAppend(stream, "tally", 0, [.. Enumerable.Repeat(one, AppendLimits.BulkEvents + 1)])));
    }

    [Fact]
    public async Task a_connection_lost_at_commit_is_resolved_by_the_ids()
    {
        await using var proxy = CutProxy.Before(fixture.ConnectionString);
        await using var store = new EventStoreModule(
            new NpgsqlConnectionStringBuilder(proxy.Through(fixture.ConnectionString)) { Pooling = false }.ConnectionString);
        await store.Streams.AppendMany([Part(NewStream(), 0, 20)], AppendMetadata.None, Soon);
        var whole = proxy.Answers.Bytes;
        await store.Streams.AppendMany([Part(NewStream(), 0, 20)], AppendMetadata.None, Soon);
        whole = proxy.Answers.Bytes - whole;

        // The last bytes of the answers are those of the commit.
        for (var cut = Math.Max(0, whole - 60); cut <= whole; cut += 4)
        {
            var stream = NewStream();
            proxy.Answers.CutAfter(cut);
            Assert.IsType<AppendManyResult.Appended>(await store.Streams.AppendMany([Part(stream, 0, 20)], AppendMetadata.None, Soon));
            Assert.Equal(20, (await fixture.Streams.Read(stream, 0, Soon)).Count);
        }

        Assert.True(proxy.Answers.Cuts > 10);
    }

    [Fact]
    public async Task bulk_and_shared_appends_on_the_same_streams_in_opposite_orders_do_not_deadlock()
    {
        var streams = Enumerable.Range(0, 30).Select(_ => NewStream("hammer")).ToArray();
        for (var version = 0; version < 10; version++)
        {
            var bulk = Many([.. streams.Reverse().Select(s => Part(s, version, 1))]);
            var shared = Task.WhenAll(streams.Select(s =>
                fixture.Streams.Append(s, "tally", version, [Event()], AppendMetadata.None, Soon)));
            var won = await bulk is AppendManyResult.Appended;
            Assert.Equal(won ? 0 : 30, (await shared).OfType<AppendResult.Appended>().Count());
        }
    }

    private static StreamAppend Part(StreamKey stream, long expected, int events) =>
        new(stream, "tally", expected, [.. Enumerable.Range(0, events).Select(_ => Event())]);

    private Task<AppendManyResult> Many(params IReadOnlyList<StreamAppend> parts) => fixture.Streams.AppendMany(
        parts, new AppendMetadata { User = "importer", Headers = new Dictionary<string, string> { ["imported"] = "true" } }, Soon);
}
