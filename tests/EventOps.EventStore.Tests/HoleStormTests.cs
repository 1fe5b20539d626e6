using Xunit;
using static EventOps.EventStore.Tests.ForeignEvents;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests;

/// <summary>Many real transactions at once, drawn from a printed seed: the feed is a prefix of what ends up stored.</summary>
public sealed class HoleStormTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task nothing_ever_appears_below_a_position_already_served()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var start = await fixture.Tail();
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
}
