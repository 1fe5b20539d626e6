using System.Text;
using EventOps.EventStore.Appending;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Appending;

public sealed class AppendTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private Streams Streams => fixture.Streams;

    [Fact]
    public async Task what_was_appended_is_read_back_with_its_metadata()
    {
        var stream = NewStream("tenant a");
        var metadata = new AppendMetadata
        {
            User = "小明",
            CorrelationId = "corr",
            CausationId = "cause",
            Headers = new Dictionary<string, string> { ["imported"] = "true" },
        };
        NewEvent[] events = [Event("""{"by":1}""", "first"), Event("""{"text":"中文 \"x\""}""", "second")];

        var result = await Streams.Append(stream, "tally", 0, events, metadata, Soon);

        var appended = Assert.IsType<AppendResult.Appended>(result);
        Assert.Equal(2, appended.Version);
        var stored = await Streams.Read(stream, 0, Soon);
        Assert.Equal([1L, 2L], stored.Select(e => e.Version));
        Assert.Equal(events.Select(e => (e.Id, e.Type)), stored.Select(e => (e.Id, e.Type)));
        Assert.Equal(appended.Position, stored[1].Position);
        Assert.Equal("""{"text": "中文 \"x\""}""", Encoding.UTF8.GetString(stored[1].Data.Span));
        Assert.All(stored, e => Assert.Equal(("tenant a", "tally", "小明", "corr", "cause", "true"),
            (e.Tenant, e.StreamType, e.User, e.CorrelationId, e.CausationId, e.Headers["imported"])));
        Assert.Single(stored.Select(e => e.Timestamp).Distinct());
    }

    [Fact]
    public async Task an_append_at_another_version_is_a_conflict_and_stores_nothing()
    {
        var stream = NewStream();
        await Streams.Append(stream, "tally", 0, [Event()], AppendMetadata.None, Soon);

        foreach (var wrong in (long[])[0, 2])
            Assert.IsType<AppendResult.Conflict>(
                await Streams.Append(stream, "tally", wrong, [Event()], AppendMetadata.None, Soon));

        Assert.Single(await Streams.Read(stream, 0, Soon));
    }

    [Fact]
    public async Task the_same_id_in_two_tenants_names_two_streams()
    {
        var id = Guid.CreateVersion7();
        await Streams.Append(new StreamKey("a", id), "tally", 0, [Event()], AppendMetadata.None, Soon);
        await Streams.Append(new StreamKey("b", id), "tally", 0, [Event(), Event()], AppendMetadata.None, Soon);

        Assert.Single(await Streams.Read(new StreamKey("a", id), 0, Soon));
        Assert.Equal(2, (await Streams.Read(new StreamKey("b", id), 0, Soon)).Count);
    }

    [Fact]
    public async Task several_appends_to_one_stream_at_once_store_exactly_one()
    {
        var stream = NewStream();
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Streams.Append(stream, "tally", 0, [Event()], AppendMetadata.None, Soon)));

        Assert.Single(results.OfType<AppendResult.Appended>());
        Assert.Single(await Streams.Read(stream, 0, Soon));
    }

    [Theory]
    [InlineData("""{"text":"\u0000"}""")]
    [InlineData("{not json")]
    [InlineData("")]
    public async Task bad_data_in_a_shared_batch_fails_alone(string bad)
    {
        var good = Enumerable.Range(0, 50).Select(_ => NewStream()).ToArray();
        var appends = good.Select(s => Streams.Append(s, "tally", 0, [Event()], AppendMetadata.None, Soon)).ToList();
        var failing = Streams.Append(NewStream(), "tally", 0, [Event(), Event(bad)], AppendMetadata.None, Soon);
        appends.AddRange(good.Select(_ => Streams.Append(NewStream(), "tally", 0, [Event()], AppendMetadata.None, Soon)));

        await Assert.ThrowsAsync<EventRejectedException>(() => failing);
        Assert.All(await Task.WhenAll(appends), r => Assert.IsType<AppendResult.Appended>(r));
    }

    [Fact]
    public async Task what_is_too_large_is_refused_before_it_is_sent()
    {
        var large = Event($"\"{new string('x', AppendLimits.EventBytes)}\"");
        await Assert.ThrowsAsync<EventTooLargeException>(
            () => Streams.Append(NewStream(), "tally", 0, [large], AppendMetadata.None, Soon));
        await Assert.ThrowsAsync<TooManyEventsException>(() => Streams.Append(
            NewStream(), "tally", 0, [.. Enumerable.Range(0, 1001).Select(_ => Event())], AppendMetadata.None, Soon));
    }

    [Fact]
    public async Task an_event_of_the_largest_size_and_an_append_of_the_most_events_are_stored()
    {
        var largest = Event($"\"{new string('x', AppendLimits.EventBytes - 2)}\"");
        Assert.IsType<AppendResult.Appended>(
            await Streams.Append(NewStream(), "tally", 0, [largest], AppendMetadata.None, Soon));
        Assert.IsType<AppendResult.Appended>(await Streams.Append(
            NewStream(), "tally", 0, [.. Enumerable.Range(0, 1000).Select(_ => Event())], AppendMetadata.None, Soon));
    }

    [Fact]
    public async Task where_event_ids_are_unique_a_repeated_id_fails_alone()
    {
        // Marten makes this index when asked; its plain layout has none.
        await fixture.Execute("create unique index if not exists idx_mt_events_event_id on mt_events (id)");
        var taken = Event();
        await Streams.Append(NewStream(), "tally", 0, [taken], AppendMetadata.None, Soon);

        var others = Enumerable.Range(0, 20)
            .Select(_ => Streams.Append(NewStream(), "tally", 0, [Event()], AppendMetadata.None, Soon)).ToArray();
        var repeated = Streams.Append(NewStream(), "tally", 0, [taken], AppendMetadata.None, Soon);

        Assert.Equal("23505", (await Assert.ThrowsAsync<EventRejectedException>(() => repeated)).SqlState);
        Assert.All(await Task.WhenAll(others), r => Assert.IsType<AppendResult.Appended>(r));
    }

    [Fact]
    public async Task text_that_cannot_be_encoded_fails_alone()
    {
        var others = Enumerable.Range(0, 20)
            .Select(_ => Streams.Append(NewStream(), "tally", 0, [Event()], AppendMetadata.None, Soon)).ToArray();
        var torn = Streams.Append(NewStream(), "tally", 0, [Event()], new AppendMetadata { User = "half \ud83d" }, Soon);

        await Assert.ThrowsAnyAsync<Exception>(() => torn);
        Assert.All(await Task.WhenAll(others), r => Assert.IsType<AppendResult.Appended>(r));
    }

    [Fact]
    public async Task two_nodes_with_the_same_streams_in_their_batches_do_not_deadlock()
    {
        await using var other = fixture.Open();
        var streams = Enumerable.Range(0, 40).Select(_ => NewStream()).ToArray();
        for (var round = 0; round < 10; round++)
        {
            var version = round;
            var results = await Task.WhenAll(
                streams.Select(s => Streams.Append(s, "tally", version, [Event()], AppendMetadata.None, Soon))
                    .Concat(streams.Reverse().Select(s => other.Streams.Append(s, "tally", version, [Event()], AppendMetadata.None, Soon))));
            Assert.Equal(streams.Length, results.OfType<AppendResult.Appended>().Count());
        }

        Assert.Equal(0L, await fixture.Scalar<long>("select deadlocks from pg_stat_database where datname = current_database()"));
    }
}
