using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Appending;

/// <summary>What appends that share one statement and one commit do to each other: nothing.</summary>
public sealed class SharedAppendTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task several_appends_to_one_stream_in_one_batch_follow_each_other()
    {
        var stream = NewStream();
        await using var jam = await Jam.On(fixture);
        var appends = new[] { jam.Append(stream, 0, Event()), jam.Append(stream, 1, Event(), Event()), jam.Append(stream, 3, Event()) };
        await jam.Release();

        var stored = (await Task.WhenAll(appends)).Select(r => Assert.IsType<AppendResult.Appended>(r)).ToArray();
        Assert.Equal([1L, 3L, 4L], stored.Select(r => r.Version));
        var events = await fixture.Streams.Read(stream, 0, Soon);
        Assert.Equal([1L, 2L, 3L, 4L], events.Select(e => e.Version));
        Assert.Equal([events[0].Position, events[2].Position, events[3].Position], stored.Select(r => r.Position));
        Assert.Equal(4, await fixture.Scalar<long>("select version from mt_streams where id = $1", stream.Id));
        Assert.Equal(1, await Commits(stream));
    }

    [Fact]
    public async Task positions_in_one_batch_follow_arrival_across_streams()
    {
        var (a, b) = (NewStream(), NewStream());
        await using var jam = await Jam.On(fixture);
        var appends = new[] { jam.Append(b, 0, Event()), jam.Append(a, 0, Event()), jam.Append(b, 1, Event()), jam.Append(a, 1, Event()) };
        await jam.Release();

        var positions = (await Task.WhenAll(appends)).Select(r => Assert.IsType<AppendResult.Appended>(r).Position).ToArray();
        Assert.Equal(positions.Order(), positions);
    }

    [Fact]
    public async Task a_conflict_fails_what_stands_on_it_and_nothing_else()
    {
        var (stream, other) = (NewStream(), NewStream());
        await using var jam = await Jam.On(fixture);
        var appends = new[] { jam.Append(stream, 4, Event()), jam.Append(stream, 5, Event()), jam.Append(other, 0, Event()) };
        await jam.Release();

        var results = await Task.WhenAll(appends);
        Assert.IsType<AppendResult.Conflict>(results[0]);
        Assert.IsType<AppendResult.Conflict>(results[1]);
        Assert.IsType<AppendResult.Appended>(results[2]);
    }

    [Fact]
    public async Task an_append_that_fits_the_stream_is_stored_even_behind_one_that_does_not()
    {
        var stream = NewStream();
        await fixture.Streams.Append(stream, "tally", 0, [Event()], AppendMetadata.None, Soon);
        await using var jam = await Jam.On(fixture);
        // Together they look like a run from version 0; the stream is at 1.
        var appends = new[] { jam.Append(stream, 0, Event()), jam.Append(stream, 1, Event()), jam.Append(stream, 2, Event()) };
        await jam.Release();

        var results = await Task.WhenAll(appends);
        Assert.IsType<AppendResult.Conflict>(results[0]);
        Assert.Equal([2L, 3L], results[1..].Select(r => Assert.IsType<AppendResult.Appended>(r).Version));
        Assert.Equal(3, (await fixture.Streams.Read(stream, 0, Soon)).Count);
    }

    [Fact]
    public async Task of_rivals_in_one_batch_the_first_wins_and_the_rest_meet_a_conflict()
    {
        var stream = NewStream();
        await using var jam = await Jam.On(fixture);
        var rivals = Enumerable.Range(0, 50).Select(i => jam.Append(stream, i % 10 == 9 ? 7 : 0, Event())).ToArray();
        await jam.Release();

        var results = await Task.WhenAll(rivals);
        Assert.IsType<AppendResult.Appended>(results[0]);
        Assert.All(results[1..], r => Assert.IsType<AppendResult.Conflict>(r));
        Assert.Single(await fixture.Streams.Read(stream, 0, Soon));
    }

    [Fact]
    public async Task bad_data_in_a_run_fails_alone_and_is_a_conflict_for_what_stands_on_it()
    {
        var (stream, other) = (NewStream(), NewStream());
        await using var jam = await Jam.On(fixture);
        var first = jam.Append(stream, 0, Event());
        var bad = jam.Append(stream, 1, Event("{not json"));
        var onIt = jam.Append(stream, 2, Event());
        var apart = jam.Append(other, 0, Event());
        await jam.Release();

        Assert.IsType<AppendResult.Appended>(await first);
        await Assert.ThrowsAsync<EventRejectedException>(() => bad);
        Assert.IsType<AppendResult.Conflict>(await onIt);
        Assert.IsType<AppendResult.Appended>(await apart);
        Assert.Single(await fixture.Streams.Read(stream, 0, Soon));
    }

    [Fact]
    public async Task of_two_commands_with_one_key_in_one_batch_one_is_done_and_the_other_gets_its_answer()
    {
        await using var jam = await Jam.On(fixture);
        var options = new CommandOptions { IdempotencyKey = "twice in a batch", RequestHash = new byte[] { 1 } };
        var both = new[] { Decide(NewStream(), 1), Decide(NewStream(), 2) };
        await jam.Release();

        // Each looks for its key before it appends: which of them comes first is not said.
        var outcomes = await Task.WhenAll(both);
        var done = Assert.Single(outcomes.OfType<CommandOutcome<int>.Appended>());
        Assert.Equal(done.Position, Assert.Single(outcomes.OfType<CommandOutcome<int>.Repeated>()).Position);

        Task<CommandOutcome<int>> Decide(StreamKey stream, int by) =>
            jam.Store.Streams.Decide(Tally.Definition, stream, s => Tally.Count(s, by), options, Soon);
    }

    [Fact]
    public async Task an_append_that_is_given_up_while_it_waits_is_never_stored()
    {
        var (stream, other) = (NewStream(), NewStream());
        using var impatience = new CancellationTokenSource();
        await using var jam = await Jam.On(fixture);
        var givenUp = jam.Store.Streams.Append(stream, "tally", 0, [Event()], AppendMetadata.None, impatience.Token);
        var kept = jam.Append(other, 0, Event());
        await impatience.CancelAsync();
        await jam.Release();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        Assert.IsType<AppendResult.Appended>(await kept);
        Assert.Empty(await fixture.Streams.Read(stream, 0, Soon));
    }

    [Fact]
    public async Task what_waits_is_bounded_by_bytes_too_and_its_room_comes_back()
    {
        await using var jam = await Jam.On(fixture, new EventStoreSettings { QueuedBytes = 3000 });
        var big = $"\"{new string('x', 2000)}\"";
        var waits = jam.Append(NewStream(), 0, Event(big));
        await Assert.ThrowsAsync<StoreBusyException>(() => jam.Append(NewStream(), 0, Event(big)));
        await jam.Release();
        await waits;

        for (var i = 0; i < 5; i++)
            Assert.IsType<AppendResult.Appended>(await jam.Append(NewStream(), 0, Event(big)));
    }

    private Task<long> Commits(StreamKey stream) =>
        fixture.Scalar<long>("select count(distinct xmin::text) from mt_events where stream_id = $1", stream.Id);
}
