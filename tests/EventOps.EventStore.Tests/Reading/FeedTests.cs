using EventOps.EventStore.Reading;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Reading;

public sealed class FeedTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task a_filter_passes_over_what_it_hides()
    {
        var start = await fixture.Tail();
        var wanted = await fixture.AppendOne("wanted");
        var last = await fixture.AppendOne("other");

        var page = await fixture.Feed.Read(start, 100, Soon, new FeedFilter("wanted"));
        while (page.SafePosition < last)
            page = page with { SafePosition = (await fixture.Feed.Read(page.SafePosition, 100, Soon, new FeedFilter("wanted"))).SafePosition };

        Assert.Equal([wanted], page.Events.Select(e => e.Position));
        Assert.Empty((await fixture.Feed.Read(start, 100, Soon, new FeedFilter(Types: ["no_such"]))).Events);
        Assert.Equal(wanted, (await fixture.Feed.Read(start, 1, Soon, new FeedFilter(Types: ["counted"]))).SafePosition);
    }

    [Fact]
    public async Task pages_hold_no_more_than_asked_for_and_join_without_loss()
    {
        var start = await fixture.Tail();
        var appended = new List<long>();
        for (var i = 0; i < 7; i++)
            appended.Add(await fixture.AppendOne());

        var read = new List<long>();
        for (var after = start; after < appended[^1];)
        {
            var page = await fixture.Feed.Read(after, 3, Soon);
            Assert.InRange(page.Events.Count, 1, 3);
            read.AddRange(page.Events.Select(e => e.Position));
            after = page.SafePosition;
        }

        Assert.Equal(appended, read);
    }

    [Fact]
    public async Task an_append_on_one_node_wakes_a_reader_on_another_by_notice()
    {
        // A poll would come too late for this test: only the notice can wake it.
        await using var other = fixture.Open(new EventStoreSettings { PollInterval = TimeSpan.FromMinutes(10) });
        other.Start();
        await fixture.Feed.WaitForMore(await fixture.AppendOne() - 1, Soon);
        for (var round = 0; round < 3; round++)
        {
            var after = await other.Feed.Head(Soon);
            var woken = other.Feed.WaitForMore(after, Soon);
            await ListenersOf(2);
            await fixture.AppendOne();
            await woken;
        }
    }

    [Fact]
    public async Task without_notices_a_reader_finds_the_append_by_polling()
    {
        await using var deaf = fixture.Open(new EventStoreSettings { PollInterval = TimeSpan.FromMilliseconds(20) });
        var after = await deaf.Feed.Head(Soon);
        var woken = deaf.Feed.WaitForMore(after, Soon);
        await fixture.AppendOne();
        await woken;
    }

    [Fact]
    public async Task a_listener_whose_session_was_killed_listens_again()
    {
        await using var other = fixture.Open(new EventStoreSettings { PollInterval = TimeSpan.FromMinutes(10) });
        other.Start();
        await ListenersOf(2);
        await fixture.Execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = 'listen eventops'");
        var after = await other.Feed.Head(Soon);
        var woken = other.Feed.WaitForMore(after, Soon);
        await fixture.AppendOne();
        await woken;
    }

    private async Task ListenersOf(int nodes)
    {
        while (await fixture.Scalar<long>(
            "select count(*) from pg_stat_activity where datname = current_database() and query = 'listen eventops'") < nodes)
            await Task.Yield();
    }
}
