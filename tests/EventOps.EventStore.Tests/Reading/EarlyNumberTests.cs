using System.Diagnostics;
using EventOps.EventStore.Reading;
using Xunit;
using static EventOps.EventStore.Tests.ForeignEvents;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Reading;

/// <summary>Marten's Rich mode draws a number in one transaction and uses it in a later one; no lock and no id tells of it.</summary>
public sealed class EarlyNumberTests : IAsyncLifetime
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    private readonly StoreFixture fixture = new();
    private EventStoreModule store = null!; // set before any test runs

    public async ValueTask InitializeAsync()
    {
        await fixture.InitializeAsync();
        store = fixture.Open(new EventStoreSettings { EarlyNumberGrace = Grace });
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await fixture.DisposeAsync();
    }

    [Fact]
    public async Task martens_functions_tell_of_it_before_its_first_event()
    {
        await fixture.Execute("create function mt_archive_stream() returns void language sql as ''");
        await Waits();
    }

    [Fact]
    public async Task its_type_names_on_recent_events_tell_of_it_where_it_has_no_functions()
    {
        await using var marten = await fixture.Foreign();
        await marten.Run($"update mt_events set mt_dotnet_type = 'A.Counted, A' where seq_id = {await InsertEvent(marten)}");
        await Waits();
    }

    [Fact]
    public async Task without_marten_a_dead_number_costs_no_grace()
    {
        var start = await Tail();
        var began = Stopwatch.GetTimestamp();
        await fixture.Execute("select nextval('mt_events_sequence')");
        var later = await fixture.AppendOne();
        await store.Feed.ReadUntil(start, later);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Grace);
    }

    [Fact]
    public async Task a_writer_that_begins_within_the_grace_may_take_as_long_as_it_likes()
    {
        await fixture.Execute("create function mt_archive_stream() returns void language sql as ''");
        await using var rich = await fixture.Foreign();
        var start = await Tail();
        var drawn = await rich.Ask<long>("select nextval('mt_events_sequence')");
        var later = await fixture.AppendOne();
        Assert.Empty((await store.Feed.Read(start, 10, Soon)).Events);
        await rich.Run("begin");
        await InsertEvent(rich, drawn);

        // Until the grace is over and more: the feed names the writer as the one it waits for.
        FeedHole? hole;
        do
            hole = (await store.Feed.Status(Soon)).Hole;
        while (hole is null or { AwaitsEarlyNumbers: true } || hole.Holders.All(h => h.Pid != rich.ProcessID));
        Assert.Equal(drawn, hole.Number);
        Assert.Empty((await store.Feed.Read(start, 10, Soon)).Events);
        await rich.Run("commit");

        Assert.Equal([drawn, later], (await store.Feed.ReadUntil(start, later)).Select(e => e.Position));
    }

    private async Task Waits()
    {
        await using var rich = await fixture.Foreign();
        var start = await Tail();
        var drawn = await rich.Ask<long>("select nextval('mt_events_sequence')");
        var later = await fixture.AppendOne();
        for (var i = 0; i < 5; i++)
            Assert.Empty((await store.Feed.Read(start, 10, Soon)).Events);
        Assert.True((await store.Feed.Status(Soon)).Hole!.AwaitsEarlyNumbers);

        await InsertEvent(rich, drawn);
        Assert.Equal([drawn, later], (await store.Feed.ReadUntil(start, later)).Select(e => e.Position));
    }

    private async Task<long> Tail()
    {
        var last = await fixture.AppendOne();
        await store.Feed.WaitUntil(last, Soon);
        return last;
    }
}
