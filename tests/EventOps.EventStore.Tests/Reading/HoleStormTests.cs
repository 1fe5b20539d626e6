using Xunit;

namespace EventOps.EventStore.Tests.Reading;

/// <summary>
/// Nothing is lost, repeated, reordered or appears below a position already served, whatever transactions do: see
/// <see cref="StormWays"/>.
/// </summary>
public sealed class HoleStormTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task readers_are_served_exactly_what_is_stored_whatever_transactions_do()
    {
        var storm = Storm.On(fixture.Store, fixture.ConnectionString);
        var ways = new StormWays(storm, fixture.ConnectionString);
        await using var otherNode = fixture.Open();
        otherNode.Start();

        await storm.Run(await fixture.Tail(), [fixture.Feed, fixture.Feed, otherNode.Feed, otherNode.Feed],
        [
            .. Enumerable.Range(0, 6).Select(i => storm.Own(60, storm.Dice(i))),
            .. Enumerable.Range(6, 6).Select(i => storm.Foreign(30, storm.Dice(i), ways.Everyday)),
            storm.Foreign(8, storm.Dice(12), (_, dice) => ways.IdleElsewhere("postgres", dice)),
        ]);
    }
}

/// <summary>The same while Marten's Rich mode draws numbers early: while it does, dead numbers are waited at for longer.</summary>
public sealed class EarlyNumberStormTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task readers_are_served_exactly_what_is_stored_while_numbers_are_drawn_early()
    {
        await fixture.Execute("create function mt_archive_stream() returns void language sql as ''");
        var storm = Storm.On(fixture.Store, fixture.ConnectionString);
        var ways = new StormWays(storm, fixture.ConnectionString);

        await storm.Run(await fixture.Tail(), [fixture.Feed, fixture.Feed, fixture.Feed],
        [
            .. Enumerable.Range(0, 4).Select(i => storm.Own(40, storm.Dice(i))),
            .. Enumerable.Range(4, 6).Select(i => storm.Foreign(12, storm.Dice(i), ways.DrawsEarly, ways.DrawsEarly, ways.Marten)),
        ]);
    }
}

/// <summary>The same while sessions and the whole server are killed, and transactions stay prepared over it.</summary>
public sealed class CrashStormTests(OwnCluster cluster) : IClassFixture<OwnCluster>
{
    [Fact]
    public async Task readers_are_served_exactly_what_is_stored_over_kills_of_the_server()
    {
        var storm = Storm.On(cluster.Store, cluster.ConnectionString);
        var ways = new StormWays(storm, cluster.ConnectionString);

        await storm.Run(0, [cluster.Store.Feed, cluster.Store.Feed, cluster.Store.Feed],
        [
            .. Enumerable.Range(0, 4).Select(i => storm.Own(150, storm.Dice(i))),
            .. Enumerable.Range(4, 5).Select(i => storm.Foreign(30, storm.Dice(i), [.. ways.Everyday, ways.Prepared, ways.Prepared])),
            Kills(storm.Dice(9)),
        ]);
    }

    private async Task Kills(Random dice)
    {
        for (var kill = 0; kill < 4; kill++)
        {
            await using var victim = await OwnCluster.Patiently(cluster.Foreign);
            await OwnCluster.Patiently(() => victim.Ask<int>($"select 1 from pg_sleep({dice.Next(200)} / 1000.0)"));
            await (kill % 2 == 0 ? cluster.Kill() : cluster.KillBackend(victim));
        }
    }
}
