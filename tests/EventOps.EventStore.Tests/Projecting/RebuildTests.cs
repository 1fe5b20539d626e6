using EventOps.EventStore.Projecting;
using Xunit;
using static EventOps.EventStore.Tests.CountingRows;
using static EventOps.EventStore.Tests.OwnStore;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Projecting;

/// <summary>Rows are made anew beside the ones that are read.</summary>
public sealed class RebuildTests
{
    private const string Name = "rebuilt";

    [Fact]
    public async Task the_old_rows_are_served_and_go_on_until_the_switch()
    {
        await using var own = await Create();
        var gate = new Gate { UpTo = 0 };
        await using var living = own.Store.Projections(Counting(Name, gate));
        living.Start();
        var stream = NewStream();
        var before = await own.Append(stream, 0, "counted", "counted");
        await own.Caught(Name, before);

        // Either node may carry the rebuild out; it is held up, what is new is not.
        gate.UpTo = before;
        await using var other = own.OpenAnother();
        await using var rebuilding = other.Projections(Counting(Name, gate));
        var done = Rebuilt(rebuilding, Name);
        await gate.Reached.WaitAsync(Patience);
        await own.Caught(Name, await own.Append(stream, 2, "counted"));
        Assert.Equal("""{"Sum":3}""", await own.Row(Name, stream));
        var under = await StatusWhen(living, s => s.Rebuild is not null);
        Assert.Equal((0, 1, 0L), (under.Generation, under.Rebuild!.Generation, under.Lag));

        gate.Open();
        await done.WaitAsync(Patience);
        Assert.Equal("""{"Sum":3}""", await own.Row(Name, stream));
        var after = (await living.Status(Soon))[0];
        Assert.Equal((1, null, 0L), (after.Generation, after.Rebuild, after.Lag));
        await own.Caught(Name, await own.Append(stream, 3, "removed"));
        Assert.Null(await own.Row(Name, stream));
        Assert.Equal(0L, await own.Scalar<long>("select count(*) from eventops_rows where generation <> 1"));
    }

    [Fact]
    public async Task under_load_nobody_is_taken_back_and_rebuilt_equals_living()
    {
        await using var own = await Create();
        await using var runner = own.Store.Projections(Counting(Name), Counting("twin"));
        runner.Start();
        for (var i = 0; i < 50; i++)
            await own.Append("counted", "unchanged", "counted", i % 3 == 0 ? "removed" : "counted");

        await using var other = own.OpenAnother();
        var resets = 0;
        other.RowTail.Listen(_ => { }, name => resets += name == Name ? 1 : 0);
        using var enough = new CancellationTokenSource();
        var load = Load(own, enough.Token);
        var watch = Watch(other, enough.Token);
        for (var i = 0; i < 3; i++)
            await Rebuilt(runner, Name);
        await enough.CancelAsync();
        var last = await load;

        Assert.True(await watch, "The checkpoint went back.");
        await Caught(other, Name, last);
        await own.Caught("twin", last);
        Assert.Equal(await own.AllRows("twin"), await own.AllRows(Name));
        Assert.Equal(3, (await runner.Status(Soon))[0].Generation);
        Assert.InRange(resets, 1, 3);
    }

    [Fact]
    public async Task a_killed_rebuild_is_carried_on_where_it_stood()
    {
        await using var own = await Create();
        await using (var living = own.Store.Projections(Counting(Name)))
        {
            living.Start();
            await own.Caught(Name, await own.Fill(streams: 300));
        }

        // It commits what comes before the event that it cannot pass, and is given up there.
        var first = new Tries { PoisonAt = 1000 };
        await using (var killed = own.Store.Projections(Counting(Name, tries: first)))
            await foreach (var status in killed.Rebuild(Name, Soon))
                if (status.Rebuild is { Failure: not null })
                    break;

        var second = new Tries();
        await using var again = own.Store.Projections(Counting(Name, tries: second));
        var told = await Rebuilt(again, Name);

        Assert.Equal(999, told[0].Rebuild!.Checkpoint);
        Assert.Equal((1000L, 1200L), (second.First, second.Last));
        Assert.Equal(1, told[^1].Generation);
        Assert.Equal(300L, await own.Scalar<long>("""select count(*) from eventops_rows where data::text = '{"Sum":4}'"""));
    }

    [Fact]
    public async Task another_node_carries_on_what_one_began()
    {
        await using var own = await Create();
        var gate = new Gate();
        await own.Fill(streams: 10);
        await using var begun = own.Store.Projections(Counting(Name, gate));
        using var enough = new CancellationTokenSource();
        var given = Assert.ThrowsAnyAsync<OperationCanceledException>(() => Rebuilt(begun, Name, enough.Token));
        await gate.Reached.WaitAsync(Patience);
        await enough.CancelAsync();
        gate.Open();
        await given;

        await using var node = own.OpenAnother();
        await using var server = node.Projections(Counting(Name));
        server.Start();

        var status = await StatusWhen(server, s => s is { Generation: 1, Rebuild: null, Lag: 0 });
        Assert.Equal(ProjectionLease.Node, status.Leader);
    }

    private static async Task<long> Load(OwnStore own, CancellationToken enough)
    {
        var last = 0L;
        while (!enough.IsCancellationRequested)
            last = await own.Append("counted", "counted", "removed", "counted");
        return last;
    }

    /// <summary>False when the checkpoint that a node knows ever falls.</summary>
    private static async Task<bool> Watch(EventStoreModule node, CancellationToken enough)
    {
        for (var highest = 0L; !enough.IsCancellationRequested; await Task.Delay(1, CancellationToken.None))
        {
            var now = node.RowTail.Checkpoint(Name);
            if (now < highest)
                return false;
            highest = now;
        }

        return true;
    }
}
