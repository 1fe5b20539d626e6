using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests;

/// <summary>Drives real transactions that draw numbers and end in every order; the feed must wait, or step over, rightly.</summary>
public sealed class HoleTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task a_number_held_by_an_open_transaction_is_waited_for_and_shown_in_order()
    {
        await using var slow = await fixture.Foreign();
        var start = await fixture.Feed.Head(Soon);
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
        var start = await fixture.Feed.Head(Soon);
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
        var start = await fixture.Feed.Head(Soon);
        await rich.Run("begin");
        long drawn;
        do
            drawn = await rich.Ask<long>("select nextval('mt_events_sequence')");
        while (await rich.Ask<bool>("select pg_current_xact_id_if_assigned() is not null") && await Restarted(rich));
        var later = await fixture.AppendOne();
        await NothingAfter(start);

        await InsertEvent(rich, drawn);
        await rich.Run("commit");

        var seen = (await ReadUntil(start, later)).Select(e => e.Position).ToArray();
        Assert.Equal([drawn, later], seen);

        static async Task<bool> Restarted(Npgsql.NpgsqlConnection connection)
        {
            await connection.Run("rollback; begin");
            return true;
        }
    }

    [Fact]
    public async Task the_newest_writer_is_waited_for_even_when_it_holds_no_lock_on_the_sequence()
    {
        await using var older = await fixture.Foreign();
        await using var newest = await fixture.Foreign();
        var start = await fixture.Feed.Head(Soon);
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
        await using var idle = await fixture.Foreign();
        await idle.Run("begin; create temp table unrelated (it int)");
        var start = await fixture.Feed.Head(Soon);
        var position = await fixture.AppendOne();

        Assert.Equal([position], (await ReadUntil(start, position)).Select(e => e.Position));
    }

    [Fact]
    public async Task a_jump_of_the_sequence_is_stepped_over_at_once()
    {
        // What a crash of PostgreSQL leaves: numbers that were logged and never used.
        var start = await fixture.Feed.Head(Soon);
        await fixture.AppendOne();
        await fixture.Execute("select setval('mt_events_sequence', (select last_value + 32 from mt_events_sequence))");
        var later = await fixture.AppendOne();

        Assert.Equal(2, (await ReadUntil(start, later)).Count);
    }

    [Fact]
    public async Task a_backend_that_dies_with_a_number_holds_nobody_up()
    {
        await using var dying = await fixture.Foreign();
        var start = await fixture.Feed.Head(Soon);
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
    public async Task nothing_ever_appears_below_a_position_already_served()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var start = await fixture.Feed.Head(Soon);
        using var done = new CancellationTokenSource();
        var served = new List<RecordedEvent>();
        var reading = Task.Run(async () =>
        {
            for (var after = start; ;)
            {
                var page = await fixture.Feed.Read(after, 50, Soon);
                served.AddRange(page.Events);
                if (page.SafePosition == after && done.IsCancellationRequested)
                    return;
                after = page.SafePosition;
                await Task.Yield();
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Foreigner(new Random(seed + i)))
            .Concat(Enumerable.Range(0, 8).Select(_ => Own())));
        await fixture.Feed.WaitForMore(await fixture.AppendOne() - 1, Soon);
        await done.CancelAsync();
        await reading;

        var stored = new List<long>();
        await using var query = fixture.Store.Database.CreateCommand("select seq_id from mt_events where seq_id > $1 order by 1");
        query.Parameters.AddWithValue(start);
        await using (var rows = await query.ExecuteReaderAsync())
            while (await rows.ReadAsync())
                stored.Add(rows.GetInt64(0));
        Assert.Equal(stored, served.Select(e => e.Position));
        Assert.All(served.GroupBy(e => e.StreamId),
            s => Assert.Equal(Enumerable.Range(1, s.Count()).Select(v => (long)v), s.Select(e => e.Version)));
    }

    private async Task Foreigner(Random random)
    {
        await using var connection = await fixture.Foreign();
        for (var i = 0; i < 40; i++)
        {
            await connection.Run("begin");
            var drawn = random.Next(2) == 0
                ? await InsertEvent(connection)
                : await connection.Ask<long>("select nextval('mt_events_sequence')");
            await connection.Run($"select pg_sleep({random.Next(4)} / 1000.0)");
            if (random.Next(2) == 0)
                await InsertEvent(connection);
            await connection.Run(random.Next(3) == 0 ? "rollback" : "commit");
            Assert.True(drawn > 0);
        }
    }

    private async Task Own()
    {
        var stream = NewStream();
        for (var version = 0; version < 60; version++)
            Assert.IsType<AppendResult.Appended>(
                await fixture.Streams.Append(stream, "tally", version, [Event()], AppendMetadata.None, Soon));
    }

    private async Task NothingAfter(long start)
    {
        // Several looks: the rule must hold at each, not only at the first.
        for (var i = 0; i < 5; i++)
            Assert.Empty((await fixture.Feed.Read(start, 100, Soon)).Events);
    }

    private async Task<List<RecordedEvent>> ReadUntil(long after, long position, Feed? feed = null)
    {
        feed ??= fixture.Feed;
        var events = new List<RecordedEvent>();
        while (after < position)
        {
            await feed.WaitForMore(after, Soon);
            var page = await feed.Read(after, 100, Soon);
            events.AddRange(page.Events);
            after = page.SafePosition;
        }

        return events;
    }

    private static async Task<long> InsertEvent(Npgsql.NpgsqlConnection connection, long? number = null)
    {
        var id = Guid.CreateVersion7();
        await connection.Run($"insert into mt_streams (id, type, version, tenant_id) values ('{id}', 'tally', 1, 'foreign')");
        return await connection.Ask<long>(
            "insert into mt_events (seq_id, id, stream_id, version, data, type, tenant_id) " +
            $$"""values ({{number?.ToString() ?? "nextval('mt_events_sequence')"}}, gen_random_uuid(), '{{id}}', 1, '{"by": 1}', """ +
            "'counted', 'foreign') returning seq_id");
    }
}
