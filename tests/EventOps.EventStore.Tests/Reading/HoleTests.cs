using EventOps.EventStore.Reading;
using Xunit;
using static EventOps.EventStore.Tests.ForeignEvents;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Reading;

/// <summary>Drives real transactions that draw numbers and end in every order; the feed must wait, or step over, rightly.</summary>
public sealed class HoleTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task a_number_held_by_an_open_transaction_is_waited_for_and_shown_in_order()
    {
        await using var slow = await fixture.Foreign();
        var start = await fixture.Tail();
        await slow.Run("begin");
        var held = await InsertEvent(slow);
        var later = await fixture.AppendOne();
        await NothingAfter(start);

        await slow.Run("commit");

        Assert.Equal([held, later], (await ReadUntil(start, later)).Select(e => e.Position));
    }

    [Fact]
    public async Task a_rolled_back_number_is_stepped_over()
    {
        await using var slow = await fixture.Foreign();
        var start = await fixture.Tail();
        await slow.Run("begin");
        await InsertEvent(slow);
        var later = await fixture.AppendOne();
        await NothingAfter(start);

        await slow.Run("rollback");

        Assert.Equal([later], (await ReadUntil(start, later)).Select(e => e.Position));
    }

    [Fact]
    public async Task numbers_drawn_before_anything_is_written_are_waited_for()
    {
        // A transaction that only drew numbers has no id: the snapshot alone would declare them dead.
        await using var rich = await fixture.Foreign();
        var start = await fixture.Tail();
        await rich.Run("begin");
        var drawn = await NumberWithoutId(rich);
        var later = await fixture.AppendOne();
        await NothingAfter(start);

        await InsertEvent(rich, drawn);
        await rich.Run("commit");

        Assert.Equal([drawn, later], (await ReadUntil(start, later)).Select(e => e.Position));
    }

    [Fact]
    public async Task the_newest_writer_is_waited_for_even_when_it_holds_no_lock_on_the_sequence()
    {
        await using var older = await fixture.Foreign();
        await using var newest = await fixture.Foreign();
        var start = await fixture.Tail();
        await older.Run("begin; select pg_current_xact_id()");
        await newest.Run("begin; select pg_current_xact_id()");
        var drawn = await fixture.Scalar<long>("select nextval('mt_events_sequence')");
        var later = await InsertEvent(older);
        await older.Run("commit");
        await NothingAfter(start);

        await InsertEvent(newest, drawn);
        await newest.Run("commit");

        Assert.Equal([drawn, later], (await ReadUntil(start, later)).Select(e => e.Position));
    }

    [Fact]
    public async Task an_idle_writing_transaction_delays_no_event_that_has_no_hole_before_it()
    {
        // First what earlier tests left: the idle one would hold their dead holes up.
        var start = await fixture.Tail();
        await using var idle = await fixture.Foreign();
        await idle.Run("begin; create temp table unrelated (it int)");
        var position = await fixture.AppendOne();

        Assert.Equal([position], (await ReadUntil(start, position)).Select(e => e.Position));
    }

    [Fact]
    public async Task a_jump_of_the_sequence_is_stepped_over_at_once()
    {
        // What a crash of PostgreSQL leaves: numbers that were logged and never used.
        var start = await fixture.Tail();
        await fixture.AppendOne();
        await fixture.Execute("select setval('mt_events_sequence', (select last_value + 32 from mt_events_sequence))");
        var later = await fixture.AppendOne();

        Assert.Equal(2, (await ReadUntil(start, later)).Count);
    }

    [Fact]
    public async Task a_backend_that_dies_with_a_number_holds_nobody_up()
    {
        await using var dying = await fixture.Foreign();
        var start = await fixture.Tail();
        await dying.Run("begin");
        await InsertEvent(dying);
        var later = await fixture.AppendOne();
        await fixture.Execute($"select pg_terminate_backend({dying.ProcessID}, 5000)");

        Assert.Equal([later], (await ReadUntil(start, later)).Select(e => e.Position));
    }

    [Fact]
    public async Task a_new_process_judges_old_holes_once_and_reads_from_the_beginning()
    {
        for (var i = 0; i < 5; i++)
        {
            await fixture.AppendOne();
            await fixture.Execute("select nextval('mt_events_sequence')");
        }

        var last = await fixture.AppendOne();
        await using var fresh = fixture.Open();

        var positions = (await ReadUntil(0, last, fresh.Feed)).Select(e => e.Position).ToArray();
        Assert.Equal(await fixture.Scalar<long>("select count(*) from mt_events where seq_id <= $1", last), positions.Length);
    }

    [Fact]
    public async Task a_write_transaction_idle_in_another_database_holds_nobody_up()
    {
        await using var elsewhere = new Npgsql.NpgsqlConnection(new Npgsql.NpgsqlConnectionStringBuilder(fixture.ConnectionString)
        {
            Database = "postgres", Pooling = false,
        }.ConnectionString);
        await elsewhere.OpenAsync();
        await elsewhere.Run("begin; select pg_current_xact_id()");
        var start = await fixture.Tail();
        await fixture.Execute("select nextval('mt_events_sequence')");
        var later = await fixture.AppendOne();

        Assert.Equal([later], (await ReadUntil(start, later)).Select(e => e.Position));
    }

    [Fact]
    public async Task a_session_in_another_time_zone_writes_the_same_instants()
    {
        await using var session = await fixture.Foreign();
        var start = await fixture.Tail();
        var before = await fixture.Scalar<DateTime>("select clock_timestamp()");
        await session.Run("set timezone = 'Pacific/Kiritimati'");
        var position = await InsertEvent(session);

        var e = Assert.Single(await ReadUntil(start, position));
        Assert.InRange(e.Timestamp.UtcDateTime, before, before.AddMinutes(1));
        Assert.Equal(TimeSpan.Zero, e.Timestamp.Offset);
    }

    [Fact]
    public async Task archived_events_stay_where_they_were()
    {
        await using var session = await fixture.Foreign();
        var start = await fixture.Tail();
        var position = await InsertEvent(session);
        await fixture.Execute($"update mt_events set is_archived = true where seq_id = {position}");
        await fixture.Execute($"update mt_streams set is_archived = true where id = (select stream_id from mt_events where seq_id = {position})");
        var later = await fixture.AppendOne();

        await using var fresh = fixture.Open();
        Assert.Equal([position, later], (await ReadUntil(start, later)).Select(e => e.Position));
        Assert.Equal([position, later], (await ReadUntil(start, later, fresh.Feed)).Select(e => e.Position));
    }

    [Fact]
    public async Task a_new_process_does_not_take_an_open_number_for_an_old_hole()
    {
        await using var slow = await fixture.Foreign();
        var start = await fixture.Tail();
        await slow.Run("begin");
        var held = await InsertEvent(slow);
        var later = await fixture.AppendOne();
        await using var fresh = fixture.Open();
        Assert.Empty((await fresh.Feed.Read(start, 10, Soon)).Events);

        await slow.Run("commit");

        Assert.Equal([held, later], (await ReadUntil(start, later, fresh.Feed)).Select(e => e.Position));
    }

    [Fact]
    public async Task a_new_process_needs_no_proof_of_what_a_projection_was_served()
    {
        await fixture.AppendOne();
        await fixture.Execute("select nextval('mt_events_sequence')");
        var served = await fixture.Tail();
        await using var runner = fixture.Store.Projections(Total.Projection("inherited"));
        runner.Start();
        while ((await runner.Status(Soon)).Single().Checkpoint < served)
            await Task.Yield();
        // Whoever writes at the start of a process would hold up its first proof.
        await using var writer = await fixture.Foreign();
        await writer.Run("begin");
        await InsertEvent(writer);

        await using var fresh = fixture.Open();
        Assert.Equal(served, await fresh.Feed.Head(Soon));
    }

    private async Task NothingAfter(long start)
    {
        // Several looks: the rule must hold at each, not only at the first.
        for (var i = 0; i < 5; i++)
            Assert.Empty((await fixture.Feed.Read(start, 100, Soon)).Events);
    }

    private Task<List<RecordedEvent>> ReadUntil(long after, long position, Feed? feed = null) =>
        (feed ?? fixture.Feed).ReadUntil(after, position);
}
