using EventOps.Domain.Meetups;
using EventOps.Domain.Subscriptions;

namespace EventOps.Notifications.Tests.Subscriptions;

public sealed class ReplayTests
{
    [Fact]
    public async Task a_replay_of_the_failed_sends_those_again_with_the_same_id_and_bytes_and_a_fresh_schedule()
    {
        var failing = true;
        await using var world = await World.Create(new() { Schedule = [TimeSpan.Zero, TimeSpan.FromSeconds(5)], Jitter = () => 0.5 });
        await using var receiver = await Receiver.Start((context, _) =>
        {
            context.Response.StatusCode = failing ? 500 : 204;
            return Task.CompletedTask;
        });
        var (id, _) = await world.Subscribe(receiver.Sink);
        await world.StartedNode();
        var position = await world.Happened(History.Scheduled);
        await world.FanOut();
        await world.Log.WaitFor("was not taken");
        await world.Pass(TimeSpan.FromSeconds(5));
        await world.Log.WaitFor("it is dead");
        failing = false;
        await world.Happened(new AgendaPublished(1, null));
        await world.FanOut();
        await world.Log.WaitFor("was taken");
        failing = true;

        await world.Turn(id, new SubscriptionReplayed(Guid.CreateVersion7(), position, position + 100, OnlyFailed: true));
        await world.FanOut();
        await world.Log.WaitFor("at attempt 3: 500 Refused; it is pending");
        failing = false;
        await world.Pass(TimeSpan.FromSeconds(6));
        await world.Log.WaitFor("at attempt 4");

        Assert.Equal(["delivered", "delivered"], await world.States());
        Assert.Equal(2, receiver.All.Select(r => (r.Id, r.Text)).Distinct().Count());
        Assert.Equal(5, receiver.All.Count);
    }

    [Fact]
    public async Task a_replay_of_all_reaches_back_before_the_subscription()
    {
        await using var world = await World.Create();
        await world.Happened(History.UntilSlides);
        await world.HappenedElsewhere("other", History.Scheduled);
        var (id, _) = await world.Subscribe("http://127.0.0.1:1/hook");
        var last = await world.Happened(new AgendaPublished(1, null));
        await world.FanOut();
        Assert.Single(await world.States());

        await world.Turn(id, new SubscriptionReplayed(Guid.CreateVersion7(), 1, last, OnlyFailed: false));
        await world.FanOut();

        Assert.Equal(
            ["eventops.meetup.scheduled.v1", "eventops.slides.published.v1", "eventops.agenda.published.v1"],
            await world.Rows<string>("select m.type from eventops_deliveries d join eventops_messages m using (position) where d.state = 'pending' order by position"));
    }

    [Fact]
    public async Task a_rebuild_replays_nothing_again()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start();
        var (id, _) = await world.Subscribe(receiver.Sink);
        await world.StartedNode();
        var position = await world.Happened(History.Scheduled);
        await world.FanOut();
        await world.Log.WaitFor("was taken");
        await world.Turn(id, new SubscriptionReplayed(Guid.CreateVersion7(), position, position, OnlyFailed: false));
        await world.FanOut();
        await world.Log.WaitFor("was taken", 2);

        await world.FanOut(world.Node(), after: 0, commit: true);

        Assert.Equal(["delivered"], await world.States());
        Assert.Equal(2, receiver.All.Count);
    }

    [Theory]
    [InlineData("SOFA", "", 1)]
    [InlineData("sofa", "", 1)]
    [InlineData("other", "", 0)]
    [InlineData("", "mesh", 1)]
    [InlineData("SOFA", "cloud", 0)]
    public async Task a_filter_lets_through_what_the_meetup_is_now(string series, string tag, int told)
    {
        await using var world = await World.Create();
        await world.Happened(History.Scheduled);
        await world.Subscribe("http://127.0.0.1:1/hook", filter: new(
            series.Length == 0 ? [] : [series], tag.Length == 0 ? [] : [tag], []));
        await world.Happened(new AgendaPublished(1, null));
        await world.Happened(new EventRevised("13", null, null, "SOFA", ["mesh"], "zh", null));
        await world.FanOut();

        Assert.Equal(told, (await world.States()).Count);
    }

    [Fact]
    public async Task a_filter_by_meetup_lets_no_other_through()
    {
        await using var world = await World.Create();
        await world.Subscribe("http://127.0.0.1:1/hook", filter: new([], [], [world.Meetup]));
        await world.Subscribe("http://127.0.0.1:1/hook", filter: new([], [], [Guid.CreateVersion7()]));
        await world.Happened(History.Scheduled);
        await world.FanOut();

        Assert.Single(await world.States());
    }
}
