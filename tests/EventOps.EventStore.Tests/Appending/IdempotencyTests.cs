using System.Text;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Appending;

public sealed class IdempotencyTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly byte[] Request = [1, 2, 3];

    [Fact]
    public async Task the_same_request_again_gets_the_stored_answer_and_appends_nothing()
    {
        var (stream, key) = (NewStream(), "key-1");
        var first = Assert.IsType<CommandOutcome<int>.Appended>(await Count(stream, key));
        await Count(stream, "another key");

        var again = Assert.IsType<CommandOutcome<int>.Repeated>(await Count(stream, key));

        Assert.Equal((stream.Id, first.Version, first.Position), (again.StreamId, again.Version, again.Position));
        Assert.Equal($"answer {first.Events[0].Id}", Encoding.UTF8.GetString(again.Answer.Span));
        Assert.Equal(2, (await fixture.Streams.Read(stream, 0, Soon)).Count);
    }

    [Fact]
    public async Task the_same_key_with_another_request_is_refused()
    {
        await Count(NewStream(), "key-2");
        Assert.IsType<CommandOutcome<int>.KeyReused>(await Count(NewStream(), "key-2", request: [9]));
    }

    [Fact]
    public async Task a_key_belongs_to_its_tenant()
    {
        await Count(NewStream("a"), "key-3");
        Assert.IsType<CommandOutcome<int>.Appended>(await Count(NewStream("b"), "key-3"));
    }

    [Fact]
    public async Task of_racers_with_one_key_on_two_nodes_one_appends_and_all_get_its_answer()
    {
        await using var other = fixture.Open();
        // Streams of their own, as when each request makes a new meetup: only the key can decide.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            i => Count(NewStream(), "key-4", i % 2 == 0 ? fixture.Streams : other.Streams)));

        var winner = Assert.Single(outcomes.OfType<CommandOutcome<int>.Appended>());
        Assert.Equal(15, outcomes.OfType<CommandOutcome<int>.Repeated>().Count(o => o.Position == winner.Position));
    }

    [Fact]
    public async Task a_lost_race_for_a_key_leaves_no_number_drawn()
    {
        await Count(NewStream(), "key-5");
        var before = await fixture.Scalar<long>("select last_value from mt_events_sequence");
        await using var other = fixture.Open();
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => fixture.Execute(
            "insert into eventops_idempotency_keys select * from eventops_idempotency_keys where key = 'key-5'"));
        Assert.IsType<CommandOutcome<int>.Repeated>(await Count(NewStream(), "key-5", other.Streams));

        Assert.Equal(before, await fixture.Scalar<long>("select last_value from mt_events_sequence"));
    }

    [Fact]
    public async Task a_decision_without_events_keeps_its_answer_too_unless_it_gives_none()
    {
        var stream = NewStream();
        await Count(stream, "key-6");
        Assert.IsType<CommandOutcome<int>.Unchanged>(await Nothing(stream, "key-7", answer: true));
        var again = Assert.IsType<CommandOutcome<int>.Repeated>(await Nothing(stream, "key-7", answer: true));
        Assert.Equal(1, again.Version);

        Assert.IsType<CommandOutcome<int>.Unchanged>(await Nothing(stream, "key-8", answer: false));
        Assert.IsType<CommandOutcome<int>.Appended>(await Count(stream, "key-8"));
    }

    [Fact]
    public async Task a_key_is_forgotten_after_a_day()
    {
        var clock = new FakeClock(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var store = new EventStoreModule(fixture.ConnectionString, time: clock);
        await Count(NewStream(), "key-9", store.Streams);

        clock.Now += TimeSpan.FromHours(23);
        await store.Streams.PurgeIdempotencyKeys(Soon);
        Assert.IsType<CommandOutcome<int>.Repeated>(await Count(NewStream(), "key-9", store.Streams));

        clock.Now += TimeSpan.FromHours(2);
        await store.Streams.PurgeIdempotencyKeys(Soon);
        Assert.IsType<CommandOutcome<int>.Appended>(await Count(NewStream(), "key-9", store.Streams));
    }

    private Task<CommandOutcome<int>> Count(StreamKey stream, string key, Streams? streams = null, byte[]? request = null) =>
        (streams ?? fixture.Streams).Decide(
            Tally.Definition, stream,
            s => Tally.Count(s, 1) with { Answer = events => Encoding.UTF8.GetBytes($"answer {events[0].Id}") },
            new CommandOptions { IdempotencyKey = key, RequestHash = request ?? Request }, Soon);

    private Task<CommandOutcome<int>> Nothing(StreamKey stream, string key, bool answer) =>
        fixture.Streams.Decide(
            Tally.Definition, stream, s => new Choice<Counted, int>([], 0, answer ? _ => "{}"u8.ToArray() : null),
            new CommandOptions { IdempotencyKey = key, RequestHash = Request }, Soon);

    private sealed class FakeClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
