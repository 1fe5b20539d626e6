using System.Diagnostics;

namespace EventOps.Server.Tests.Nodes;

/// <summary>One node runs each projection; when it dies or freezes, another does within five seconds: nothing else runs meanwhile.</summary>
[Collection(nameof(LeadershipTests))]
[CollectionDefinition(nameof(LeadershipTests), DisableParallelization = true)]
public sealed class LeadershipTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task when_the_leader_is_killed_another_leads()
    {
        await using var nodes = await SeveralNodes.Start(2);
        var leader = nodes.Of(await nodes.LeaderIs("agenda", _ => true));
        var meetup = await TestCommunity.Of(nodes.OtherThan(leader)).Scheduled();

        var since = Stopwatch.StartNew();
        await leader.Kill();
        await nodes.LeaderIs("agenda", node => node != leader.Node);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, Longest);
        await ShowsTheNext(meetup);
    }

    [Fact]
    public async Task when_the_leader_is_frozen_another_leads_and_waking_up_it_changes_nothing()
    {
        await using var nodes = await SeveralNodes.Start(2);
        var leader = nodes.Of(await nodes.LeaderIs("agenda", _ => true));
        var other = nodes.OtherThan(leader);
        var meetup = await TestCommunity.Of(other).Scheduled();
        // Frozen in the midst of its work, as far as that can be had.
        var busy = Task.WhenAll(Enumerable.Range(0, 20).Select(i => TestCommunity.Of(other).Scheduled($"meetup-{i}")));

        var since = Stopwatch.StartNew();
        await leader.Freeze();
        var successor = await nodes.LeaderIs("agenda", node => node != leader.Node);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, Longest);
        Assert.Equal(other.Node, successor);
        await busy;
        var position = await ShowsTheNext(meetup);

        await leader.Thaw();
        var sleeper = TestCommunity.Of(leader);
        var woken = await sleeper.UpTo(position, $"{meetup.Path}/agenda");
        Assert.Equal("Moved on", woken.Json.GetProperty("meetup").GetProperty("title").GetString());
        Assert.Equal((await TestCommunity.Of(other).UpTo(position, $"{meetup.Path}/agenda")).ETag, woken.ETag);
        Assert.Equal(other.Node, await nodes.Leader("agenda"));
        Assert.Equal(21L, await nodes.Scalar<long>(
            "select count(*) from eventops_rows where projection = 'agenda' and data is not null"));
        // What it writes as a node among others is projected by its successor.
        var last = (await sleeper.Owner.Post("meetups/meetup-7/revise-event", new { title = "Written by the one that slept" })).MustBe(200);
        Assert.Contains("Written by", (await TestCommunity.Of(other).UpTo(last.Position, "meetups/meetup-7/agenda")).Text, StringComparison.Ordinal);
        Assert.Equal(0L, await nodes.Scalar<long>(
            "select count(*) from mt_event_progression where name like '%:All' and last_seq_id > (select max(seq_id) from mt_events)"));
    }

    private static async Task<long> ShowsTheNext(TestMeetup meetup)
    {
        var position = (await meetup.Done("revise-event", new { title = "Moved on" })).Position;
        var agenda = await meetup.Community.UpTo(position, $"{meetup.Path}/agenda");
        Assert.Equal("Moved on", agenda.Json.GetProperty("meetup").GetProperty("title").GetString());
        return position;
    }
}
