using System.Text;
using EventOps.EventStore.Projecting;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Projecting;

public sealed class ProjectionTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task rows_follow_the_events_and_a_removed_row_is_gone()
    {
        await using var runner = fixture.Store.Projections(Total.Projection("follows"));
        runner.Start();
        var (kept, removed, untouched) = (NewStream(), NewStream(), NewStream());
        await Append(kept, "counted", "counted");
        await Append(removed, "counted", "removed");
        var last = await Append(untouched, "counted", "ignored", "unchanged");

        Assert.True(await fixture.Store.RowTail.WaitFor("follows", last, Patience, Soon));
        Assert.Equal("""{"Sum":2}""", await Row("follows", kept));
        Assert.Null(await Row("follows", removed));
        var row = await fixture.Store.Rows.Get("follows", "c1", untouched.Id.ToString(), Soon);
        Assert.Equal(last - 2, row!.Position);
    }

    [Fact]
    public async Task a_rebuild_equals_the_living_rows_byte_for_byte()
    {
        await using var runner = fixture.Store.Projections(Total.Projection("rebuilt"));
        runner.Start();
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] types = ["counted", "counted", "removed", "ignored", "unchanged"];
        var last = 0L;
        for (var i = 0; i < 60; i++)
        {
            last = await Append(NewStream(), [.. Enumerable.Range(0, 1 + random.Next(6)).Select(_ => types[random.Next(types.Length)])]);
            if (i % 10 == 0)
                await fixture.Store.RowTail.WaitFor("rebuilt", last, Patience, Soon);
        }

        Assert.True(await fixture.Store.RowTail.WaitFor("rebuilt", last, Patience, Soon));
        var living = await AllRows("rebuilt");

        var reset = new TaskCompletionSource();
        fixture.Store.RowTail.Listen(_ => { }, name => { if (name == "rebuilt") reset.TrySetResult(); });
        await OwnStore.Rebuilt(runner, "rebuilt");
        await reset.Task.WaitAsync(Patience);

        Assert.Equal(living, await AllRows("rebuilt"));
    }

    [Fact]
    public async Task a_leader_whose_session_is_killed_loses_and_repeats_nothing()
    {
        await using var runner = fixture.Store.Projections(Total.Projection("killed"));
        await using var other = fixture.Open();
        other.Start();
        await using var standby = other.Projections(Total.Projection("killed"));
        runner.Start();
        standby.Start();
        var stream = NewStream();
        var last = 0L;
        for (var i = 0; i < 5; i++)
        {
            last = await Append(stream, i, fixture.Store, "counted", "counted");
            Assert.True(await fixture.Store.RowTail.WaitFor("killed", last, Patience, Soon));
            await fixture.Execute(
                "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted " +
                "and database = (select oid from pg_database where datname = current_database()) " +
                "and (classid::bigint << 32 | objid::bigint) = hashtextextended('eventops projection killed', 0)");
        }

        last = await Append(stream, 5, other, "counted", "counted");
        Assert.True(await other.RowTail.WaitFor("killed", last, Patience, Soon));
        Assert.Equal("""{"Sum":12}""", await Row("killed", stream));
        // The one whose session was ended learns of it when it next uses it.
        while ((await runner.Status(Soon))[0].LedHere == (await standby.Status(Soon))[0].LedHere)
            await Task.Delay(20, Soon);
    }

    [Fact]
    public async Task a_zombie_moves_neither_checkpoint_nor_rows()
    {
        var zombie = new Paused(Total.Projection("zombie"));
        await using var runner = fixture.Store.Projections(zombie);
        runner.Start();
        var stream = NewStream();
        var last = await Append(stream, "counted");
        await zombie.Applied.Task.WaitAsync(Patience);

        // The successor is ahead by the time the zombie wakes with its rows written and its checkpoint stale.
        await fixture.Execute($"update mt_event_progression set last_seq_id = {last} where name = 'zombie:All'");
        zombie.Go.SetResult();

        Assert.True(await fixture.Store.RowTail.WaitFor("zombie", last, Patience, Soon));
        var next = await Append(NewStream(), "counted");
        Assert.True(await fixture.Store.RowTail.WaitFor("zombie", next, Patience, Soon));
        Assert.Null(await Row("zombie", stream));
    }

    [Fact]
    public async Task a_projection_that_cannot_be_repeated_refuses_a_rebuild_and_keeps_its_checkpoint()
    {
        await using var runner = fixture.Store.Projections(new Paused(Total.Projection("once"), paused: false));
        runner.Start();
        var last = await Append(NewStream(), "counted");
        Assert.True(await fixture.Store.RowTail.WaitFor("once", last, Patience, Soon));

        await Assert.ThrowsAsync<NotSupportedException>(() => OwnStore.Rebuilt(runner, "once"));

        Assert.True((await runner.Status(Soon))[0].Checkpoint >= last);
    }

    private Task<long> Append(StreamKey stream, params string[] types) => Append(stream, 0, fixture.Store, types);

    private static async Task<long> Append(StreamKey stream, int time, EventStoreModule store, params string[] types)
    {
        var result = await store.Streams.Append(
            stream, "total", time * types.Length, [.. types.Select(t => Event(type: t))], AppendMetadata.None, Soon);
        return Assert.IsType<AppendResult.Appended>(result).Position;
    }

    private async Task<string?> Row(string projection, StreamKey stream) =>
        await fixture.Store.Rows.Get(projection, stream.Tenant, stream.Id.ToString(), Soon) is { } row
            ? Encoding.UTF8.GetString(row.Data.Span)
            : null;

    // Everything but the projection's own name, tombstones included.
    private Task<string> AllRows(string projection) => fixture.Scalar<string>(
        "select string_agg(concat_ws('|', tenant_id, key, position, data::text, sort_key, terms::text, search), E'\\n' " +
        "order by tenant_id, key) from eventops_rows where projection = $1", projection);

    /// <summary>Stops after it wrote its first batch, before the checkpoint moves.</summary>
    private sealed class Paused(IProjection inner, bool paused = true) : IProjection
    {
        public TaskCompletionSource Applied { get; } = new();

        public TaskCompletionSource Go { get; } = new();

        public string Name => inner.Name;

        public async Task Apply(IReadOnlyList<RecordedEvent> events, ProjectionTransaction transaction, CancellationToken ct)
        {
            await inner.Apply(events, transaction, ct);
            if (paused && Applied.TrySetResult())
                await Go.Task;
        }
    }
}
