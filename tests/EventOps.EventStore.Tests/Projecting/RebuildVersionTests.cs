using EventOps.EventStore.Projecting;
using Npgsql;
using Xunit;
using static EventOps.EventStore.Tests.CountingRows;
using static EventOps.EventStore.Tests.OwnStore;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Projecting;

/// <summary>Rows of one version of the code, and code of another.</summary>
public sealed class RebuildVersionTests
{
    private const string Name = "rebuilt";

    [Fact]
    public async Task newer_code_has_the_rows_made_anew_and_older_code_leaves_them_alone()
    {
        await using var own = await Create();
        var stream = NewStream();
        var last = await own.Append(stream, 0, "counted", "counted");
        await using (var old = own.Store.Projections(Counting(Name)))
        {
            old.Start();
            await own.Caught(Name, last);
        }

        var gate = new Gate();
        await using var newer = own.Store.Projections(Counting(Name, gate, version: 2, step: 10));
        newer.Start();
        await gate.Reached.WaitAsync(Patience);
        // Nothing is folded into rows that other code made: going back to that code finds them as it left them.
        last = await own.Append(stream, 2, "counted");
        Assert.Equal("""{"Sum":2}""", await own.Row(Name, stream));
        gate.Open();
        await own.Caught(Name, last);
        Assert.Equal("""{"Sum":30}""", await own.Row(Name, stream));
        await StatusWhen(newer, s => s is { Version: 2, Generation: 1, Rebuild: null, LedHere: true });
        await newer.DisposeAsync();

        await using var node = own.OpenAnother();
        await using var older = node.Projections(Counting(Name));
        older.Start();
        await own.Append(stream, 3, "counted");
        await StatusWhen(older, s => s.Lag == 1);
        // Asked for by a person, it is made anew for the older code as well.
        await Rebuilt(older, Name);
        Assert.Equal("""{"Sum":4}""", await own.Row(Name, stream));
        await StatusWhen(older, s => s is { Version: 1, Lag: 0, LedHere: true });
    }

    [Fact]
    public async Task a_rebuild_for_another_version_takes_the_place_of_one_under_way_and_leaves_no_rows_behind()
    {
        await using var own = await Create();
        await own.Fill(streams: 300);
        var tries = new Tries { PoisonAt = 1000 };
        await using (var givenUp = own.Store.Projections(Counting(Name, tries: tries)))
            await foreach (var status in givenUp.Rebuild(Name, Soon))
                if (status.Rebuild is { Failure: not null })
                    break;
        Assert.True(await own.Scalar<long>("select count(*) from eventops_rows where generation = 1") > 200);

        await using var newer = own.Store.Projections(Counting(Name, version: 2));
        await Rebuilt(newer, Name);

        Assert.Equal(2, (await newer.Status(Soon))[0].Generation);
        Assert.Equal(300L, await own.Scalar<long>("select count(*) from eventops_rows"));
        Assert.Equal(300L, await own.Scalar<long>("select count(*) from eventops_rows where generation = 2"));
    }

    [Fact]
    public async Task a_leader_of_the_old_generation_moves_nothing_though_the_position_is_the_same()
    {
        await using var own = await Create();
        await using (var living = own.Store.Projections(Counting(Name)))
        {
            living.Start();
            await own.Caught(Name, await own.Append("counted"));
            await Rebuilt(living, Name);
        }

        await using var connection = await own.Store.Database.OpenConnectionAsync();
        var checkpoints = new Checkpoints(connection, ProjectionTrack.Living(Name));
        var at = (await checkpoints.Find(Soon))!;
        Assert.False(await Move(at.Generation - 1));
        Assert.True(await Move(at.Generation));

        async Task<bool> Move(int generation)
        {
            await using var batch = new NpgsqlBatch(connection);
            return await checkpoints.Move(batch, generation, at.Position, at.Position + 1, Soon);
        }
    }
}
