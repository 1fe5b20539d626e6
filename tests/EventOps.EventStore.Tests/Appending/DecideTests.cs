using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Appending;

public sealed class DecideTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task a_decision_sees_what_was_stored_before_it()
    {
        var stream = NewStream();
        await Decide(stream, 2);
        var second = Assert.IsType<CommandOutcome<int>.Appended>(await Decide(stream, 3));

        Assert.Equal((5, 2L), (second.Result, second.Version));
        var loaded = await fixture.Streams.Load(Tally.Definition, stream, Soon);
        Assert.Equal((new Tally(5, 2), 2L, second.Position), (loaded.State, loaded.Version, loaded.Position));
    }

    [Fact]
    public async Task an_absent_stream_loads_as_its_initial_state()
    {
        var loaded = await fixture.Streams.Load(Tally.Definition, NewStream(), Soon);
        Assert.Equal(new LoadedStream<Tally>(new Tally(0, 0), 0, 0), loaded);
    }

    [Fact]
    public async Task a_decision_on_a_state_that_another_node_outdated_is_taken_again()
    {
        var stream = NewStream();
        await using var other = fixture.Open();
        await Decide(stream, 1);
        await Decide(stream, 10, other.Streams);

        var outcome = Assert.IsType<CommandOutcome<int>.Appended>(await Decide(stream, 100));

        Assert.Equal((111, 3L), (outcome.Result, outcome.Version));
    }

    [Fact]
    public async Task nothing_is_refused_on_a_state_that_another_node_outdated()
    {
        var stream = NewStream();
        await using var other = fixture.Open();
        await Decide(stream, 1);
        await Decide(stream, 10, other.Streams);

        var outcome = await fixture.Streams.Decide(Tally.Definition, stream,
            s => new Choice<Counted, int>([], s.State.Sum), CommandOptions.None, Soon);

        Assert.Equal((11, 2L), Assert.IsType<CommandOutcome<int>.Unchanged>(outcome) is var u ? (u.Result, u.Version) : default);
    }

    [Fact]
    public async Task an_expected_version_that_is_not_there_is_a_mismatch_and_decides_nothing()
    {
        var stream = NewStream();
        await Decide(stream, 1);
        var stale = await Decide(stream, 1, options: new CommandOptions { ExpectedVersion = 3 });
        Assert.Equal(1, Assert.IsType<CommandOutcome<int>.VersionMismatch>(stale).Actual);

        await using var other = fixture.Open();
        await Decide(stream, 1, other.Streams);
        var seen = await Decide(stream, 1, options: new CommandOptions { ExpectedVersion = 2 });
        Assert.IsType<CommandOutcome<int>.Appended>(seen);
        var late = await Decide(stream, 1, other.Streams, new CommandOptions { ExpectedVersion = 2 });
        Assert.Equal(3, Assert.IsType<CommandOutcome<int>.VersionMismatch>(late).Actual);
    }

    [Fact]
    public async Task thirty_two_racers_on_one_stream_all_count_and_leave_no_gap()
    {
        var stream = NewStream();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Decide(stream, 1)));

        Assert.Equal(Enumerable.Range(1, 32), outcomes.Select(o => Assert.IsType<CommandOutcome<int>.Appended>(o).Result).Order());
        Assert.Equal(Enumerable.Range(1, 32).Select(v => (long)v),
            (await fixture.Streams.Read(stream, 0, Soon)).Select(e => e.Version));
    }

    [Fact]
    public async Task racers_on_two_nodes_lose_nothing_that_was_acknowledged()
    {
        var stream = NewStream();
        await using var other = fixture.Open();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(
            i => Decide(stream, 1, i % 2 == 0 ? fixture.Streams : other.Streams)));

        Assert.All(outcomes, o => Assert.True(o is CommandOutcome<int>.Appended or CommandOutcome<int>.Contended));
        var stored = await fixture.Streams.Read(stream, 0, Soon);
        Assert.Equal(outcomes.OfType<CommandOutcome<int>.Appended>().SelectMany(o => o.Events.Select(e => e.Id)).Order(),
            stored.Select(e => e.Id).Order());
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(v => (long)v), stored.Select(e => e.Version));
    }

    private Task<CommandOutcome<int>> Decide(
        StreamKey stream, int by, Streams? streams = null, CommandOptions? options = null) =>
        (streams ?? fixture.Streams).Decide(
            Tally.Definition, stream, s => Tally.Count(s, by), options ?? CommandOptions.None, Soon);
}
