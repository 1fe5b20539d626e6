using EventOps.Domain.Meetups;
using EventOps.Domain.Subscriptions;

namespace EventOps.Notifications.Tests.Deliveries;

/// <summary>What a paused, resumed, disabled or replayed subscription is sent.</summary>
public sealed class PausingTests
{
    [Fact]
    public async Task a_paused_subscription_collects_and_gets_everything_once_it_is_resumed()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start();
        await using var other = await Receiver.Start();
        var (id, _) = await world.Subscribe(receiver.Sink);
        await world.Subscribe(other.Sink);
        await world.StartedNode();
        await world.Turn(id, new SubscriptionPaused("holiday"));
        await world.Happened(History.Scheduled, new AgendaPublished(1, null));
        await world.FanOut();
        await world.Log.WaitFor("was taken", 2);
        await world.Pass(TimeSpan.FromDays(1));
        Assert.Empty(receiver.All);

        await world.Turn(id, new SubscriptionResumed());
        await world.Happened(new AgendaPublished(2, null));
        await world.FanOut();
        await world.Log.WaitFor("was taken", 6);

        Assert.Equal(3, other.All.Count);
        Assert.Equal(3, receiver.All.Select(r => r.Id).Distinct().Count());
    }

    [Fact]
    public async Task a_disabled_subscription_is_sent_nothing_then_only_what_is_new_and_a_replay_brings_the_rest()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Answering(500);
        var (id, _) = await world.Subscribe(receiver.Sink);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();
        await world.Log.WaitFor("was not taken");
        await world.Turn(id, new SubscriptionDisabled("It failed."));
        var missed = await world.Happened(new AgendaPublished(1, null));
        await world.FanOut();
        Assert.Equal(["disabled", "disabled"], await world.States());
        await using var mended = await Receiver.Start();
        await world.Turn(id, new SubscriptionResumed());
        await world.Turn(id, Revised(mended.Sink));
        var next = await world.Happened(new AgendaPublished(2, null));
        await world.FanOut();
        await world.Log.WaitFor("was taken");
        Assert.Equal(["disabled", "disabled", "delivered"], await world.States());

        await world.Turn(id, new SubscriptionReplayed(Guid.CreateVersion7(), missed, next, OnlyFailed: true));
        await world.FanOut();

        await world.Log.WaitFor("was taken", 2);
        Assert.Equal(["disabled", "delivered", "delivered"], await world.States());
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task an_attempt_under_way_when_the_subscription_is_disabled_moves_nothing_but_its_own_line()
    {
        var answer = new TaskCompletionSource();
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start((_, _) => answer.Task);
        var (id, _) = await world.Subscribe(receiver.Sink);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();
        await receiver.Next();
        Assert.Equal([true], await world.Rows<bool>("select ended is null from eventops_delivery_attempts"));

        await world.Turn(id, new SubscriptionDisabled("It failed."));
        await world.FanOut();
        answer.SetResult();
        await world.Log.WaitFor("outlived its claim");

        Assert.Equal(["disabled"], await world.States());
        Assert.Equal([204], await world.Rows<int>("select status from eventops_delivery_attempts"));
    }

    private static SubscriptionRevised Revised(string sink) => new(
        new SubscriptionCreated("bot", SubscriptionKind.Webhook, sink, [], false).ToSettings(), sink, null, null, null);
}
