using System.Globalization;
using EventOps.Domain.Meetups;

namespace EventOps.Notifications.Tests.Deliveries;

/// <summary>What goes out, and what becomes of it by the sink's answer. The clock is the test's.</summary>
public sealed class DispatcherTests
{
    [Fact]
    public async Task a_fact_arrives_signed_and_is_delivered()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start();
        await world.Subscribe(receiver.Sink);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();

        var received = await receiver.Next();
        await world.Log.WaitFor("was taken");

        Assert.Equal("application/cloudevents+json; charset=utf-8", received.Headers["content-type"]);
        Assert.StartsWith("EventOps/", received.Headers["user-agent"], StringComparison.Ordinal);
        Assert.Equal(
            world.Clock.GetUtcNow().ToUnixTimeSeconds(),
            long.Parse(received.Headers["webhook-timestamp"], CultureInfo.InvariantCulture));
        Assert.Equal([received.Id], (await world.Rows<Guid>("select event_id from eventops_messages")).Select(id => $"{id}"));
        Assert.Equal(["delivered"], await world.States());
        Assert.Equal([204], await world.Rows<int>("select status from eventops_delivery_attempts"));
    }

    [Fact]
    public async Task a_failing_sink_is_tried_again_on_schedule_with_the_same_id_and_bytes_until_the_delivery_is_dead()
    {
        TimeSpan[] schedule = [TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5)];
        await using var world = await World.Create(new() { Schedule = schedule, Jitter = () => 0.5 });
        await using var receiver = await Receiver.Answering(500);
        await world.Subscribe(receiver.Sink);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await world.Log.WaitFor("was not taken", attempt);
            await world.Pass(attempt < 3 ? schedule[attempt] - TimeSpan.FromMilliseconds(1) : TimeSpan.FromHours(25));
            Assert.Equal(attempt, receiver.All.Count);
            await world.Pass(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(["dead"], await world.States());
        Assert.Single(receiver.All.Select(r => (r.Id, r.Text)).Distinct());
        Assert.Equal(3, receiver.All.Select(r => r.Headers["webhook-timestamp"]).Distinct().Count());
        Assert.Equal([1, 2, 3], await world.Rows<int>("select number from eventops_delivery_attempts order by number"));
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("1", 5)]
    [InlineData("9999999", 24 * 60 * 60)]
    public async Task a_sink_that_asks_for_time_gets_it_within_bounds(string retryAfter, int seconds)
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Answering(429, headers => headers.RetryAfter = retryAfter);
        await world.Subscribe(receiver.Sink);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();

        await world.Log.WaitFor("Throttled");

        var due = Assert.Single(await world.Rows<DateTime>("select due from eventops_deliveries"));
        Assert.Equal(seconds, Math.Round((due - world.Clock.GetUtcNow().UtcDateTime).TotalSeconds));
    }

    [Fact]
    public async Task a_sink_that_is_gone_gets_no_second_attempt()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Answering(410);
        await world.Subscribe(receiver.Sink);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();

        await world.Log.WaitFor("Gone; it is dead");

        Assert.Equal(["dead"], await world.States());
    }

    [Fact]
    public async Task a_redirect_is_not_followed()
    {
        await using var world = await World.Create();
        await using var elsewhere = await Receiver.Start();
        var location = elsewhere.Sink;
        await using var receiver = await Receiver.Answering(307, headers => headers.Location = location);
        await world.Subscribe(receiver.Sink);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();

        await world.Log.WaitFor("307 Redirect; it is pending");

        Assert.Empty(elsewhere.All);
    }

    [Fact]
    public async Task a_sink_that_nobody_listens_at_is_tried_again()
    {
        await using var world = await World.Create();
        string closed;
        await using (var receiver = await Receiver.Start())
            closed = receiver.Sink;
        await world.Subscribe(closed);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();

        await world.Log.WaitFor("Unreachable; it is pending");
    }

    [Fact]
    public async Task a_deleted_subscription_is_sent_nothing_more()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Answering(500);
        var (id, _) = await world.Subscribe(receiver.Sink);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();
        await world.Log.WaitFor("was not taken");

        await world.Unsubscribe(id);
        await world.Happened(new EventPostponed("storm"));
        await world.FanOut();
        await using var other = await Receiver.Start();
        await world.Subscribe(other.Sink);
        await world.Happened(new EventReinstated(null));
        await world.FanOut();
        await world.Pass(TimeSpan.FromDays(1));
        await other.Next();

        Assert.Single(receiver.All);
        Assert.Equal("disabled", (await world.States())[0]);
    }

    [Fact]
    public async Task no_secret_and_no_query_of_a_sink_reaches_a_log()
    {
        await using var world = await World.Create();
        await using var failing = await Receiver.Answering(500);
        await using var receiver = await Receiver.Start();
        var (_, first) = await world.Subscribe(failing.Sink + "?token=hidden1");
        var (_, second) = await world.Subscribe(receiver.Sink.Replace("http://", "http://user:hidden2@", StringComparison.Ordinal));
        await world.Subscribe("no address hidden3");
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();

        await world.Log.WaitFor("was taken");
        await world.Log.WaitFor("was not taken", 2);

        Assert.All(world.Log.All, line =>
        {
            Assert.DoesNotContain("hidden", line, StringComparison.Ordinal);
            Assert.DoesNotContain(first.Reveal()[6..], line, StringComparison.Ordinal);
            Assert.DoesNotContain(second.Reveal()[6..], line, StringComparison.Ordinal);
        });
    }
}
