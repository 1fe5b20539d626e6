using EventOps.Domain.Meetups;
using EventOps.Domain.Subscriptions;

namespace EventOps.Notifications.Tests.Deliveries;

public sealed class PurgeTests
{
    [Fact]
    public async Task what_ended_long_ago_is_forgotten_and_what_waits_never()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start();
        await world.Subscribe(receiver.Sink);
        var (paused, _) = await world.Subscribe(receiver.Sink);
        await world.Turn(paused, new SubscriptionPaused(null));
        var node = await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();
        await world.Log.WaitFor("was taken");
        Assert.Equal(0, await node.Purge.Run(World.Soon));

        world.Clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal(1, await node.Purge.Run(World.Soon));
        Assert.Equal(["pending"], await world.States());
        Assert.Single(await world.Rows<long>("select position from eventops_messages"));
        Assert.Empty(await world.Rows<int>("select number from eventops_delivery_attempts"));

        await world.Unsubscribe(paused);
        await world.FanOut();
        world.Clock.Advance(TimeSpan.FromDays(200));
        Assert.Equal(1, await node.Purge.Run(World.Soon));
        Assert.Empty(await world.Rows<long>("select position from eventops_messages"));
    }

    [Fact]
    public async Task who_was_told_of_a_deck_hears_of_its_withdrawal_years_later()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start();
        await world.Subscribe(receiver.Sink, ["eventops.slides.*"]);
        var node = await world.StartedNode();
        await world.Happened(History.UntilSlides);
        await world.FanOut();
        await world.Log.WaitFor("was taken");
        world.Clock.Advance(TimeSpan.FromDays(1000));
        Assert.Equal(1, await node.Purge.Run(World.Soon));

        await world.Happened(new SlidesWithdrawn(
            History.Id(3, 1), History.Id(2, 1), "主题演讲", "https://example.org/deck.pdf", 1, true, "wrong deck"));
        await world.FanOut();

        await world.Log.WaitFor("was taken", 2);
        Assert.Contains("withdrawn", receiver.All[1].Text, StringComparison.Ordinal);
    }
}
