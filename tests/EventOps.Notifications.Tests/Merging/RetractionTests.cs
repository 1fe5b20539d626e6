using EventOps.Domain.Meetups;
using EventOps.Domain.Subscriptions;

namespace EventOps.Notifications.Tests.Merging;

/// <summary>Slides taken back: whoever was told of them is told; nobody else hears anything.</summary>
public sealed class RetractionTests
{
    private static readonly SlidesWithdrawn Withdrawn = new(
        History.Id(3, 1), History.Id(2, 1), "主题演讲", "https://example.org/deck.pdf", 1, true, "wrong deck");

    [Fact]
    public async Task who_was_told_hears_of_it_and_who_was_not_hears_nothing()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start();
        await using var late = await Receiver.Start();
        await world.Subscribe(receiver.Sink, ["eventops.slides.*"]);
        var (paused, _) = await world.Subscribe(late.Sink, ["eventops.slides.*"]);
        await world.Turn(paused, new SubscriptionPaused(null));
        await world.StartedNode();
        await world.Happened(History.UntilSlides);
        await world.FanOut();
        await receiver.Next();
        await world.Log.WaitFor("was taken");
        await world.Subscribe(late.Sink, ["eventops.slides.*"]);
        await world.Happened(Withdrawn);
        await world.Turn(paused, new SubscriptionResumed());
        await world.FanOut();
        await world.Log.WaitFor("was taken", 2);
        await world.Pass(TimeSpan.FromDays(1));

        Assert.Equal(2, receiver.All.Count);
        Assert.Contains("slides.withdrawn", receiver.All[1].Text, StringComparison.Ordinal);
        Assert.Empty(late.All);
        Assert.Equal(2, (await world.States()).Count(s => s == "delivered"));
        Assert.Equal(3, (await world.States()).Count(s => s == "merged"));
    }

    [Fact]
    public async Task published_and_withdrawn_before_anybody_was_told_is_nothing_to_tell()
    {
        await using var world = await World.Create();
        await world.Subscribe("http://127.0.0.1:1/hook", ["eventops.slides.*"]);
        await world.Happened([.. History.UntilSlides, Withdrawn]);
        await world.FanOut();

        Assert.Equal(["merged", "merged"], await world.States());
    }

    [Fact]
    public async Task who_asks_for_withdrawals_alone_hears_of_every_one()
    {
        await using var world = await World.Create();
        await world.Subscribe("http://127.0.0.1:1/hook", ["eventops.slides.withdrawn.v1"]);
        await world.Happened([.. History.UntilSlides, Withdrawn]);
        await world.FanOut();

        Assert.Equal(["pending"], await world.States());
    }

    [Fact]
    public async Task a_publication_sent_after_all_brings_its_withdrawal_along()
    {
        await using var world = await World.Create();
        var (id, _) = await world.Subscribe("http://127.0.0.1:1/hook", ["eventops.slides.*"]);
        await world.Turn(id, new SubscriptionDisabled("gone"));
        await world.Turn(id, new SubscriptionResumed());
        var from = await world.Happened(History.UntilSlides);
        await world.FanOut();
        await world.Turn(id, new SubscriptionDisabled("gone"));
        await world.Turn(id, new SubscriptionResumed());
        var until = await world.Happened(Withdrawn);
        await world.FanOut();
        Assert.Equal(["disabled", "merged"], await world.States());

        await world.Turn(id, new SubscriptionReplayed(Guid.CreateVersion7(), from, until, OnlyFailed: true));
        await world.FanOut();

        Assert.Equal(["pending", "pending"], await world.States());
    }
}
