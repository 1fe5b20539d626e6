using EventOps.Domain.Meetups;

namespace EventOps.Notifications.Tests.Deliveries;

/// <summary>Sinks that are overloaded, fail for days or are gone, and what that does to their subscription.</summary>
public sealed class FailingSinkTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task a_sink_for_which_it_is_too_much_gets_nothing_at_all_until_the_time_it_named(int status)
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start((context, number) =>
        {
            if (number == 1)
                (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (status, "600");
            return Task.CompletedTask;
        });
        await using var other = await Receiver.Start();
        await world.Subscribe(receiver.Sink);
        await world.Subscribe(other.Sink);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();
        await world.Log.WaitFor("was not taken");

        await world.Happened(new AgendaPublished(1, null));
        await world.FanOut();
        await other.Next();
        await other.Next();
        await world.Pass(TimeSpan.FromSeconds(590));
        await world.Happened(new AgendaPublished(2, null));
        await world.FanOut();
        await other.Next();
        Assert.Single(receiver.All);

        await world.Pass(TimeSpan.FromSeconds(11));
        await world.Log.WaitFor("was taken", 6);
        Assert.Equal(4, receiver.All.Count);
    }

    [Theory]
    [InlineData("-5", 5)]
    [InlineData("soon", 5)]
    [InlineData("99999999999999999999", 5)]
    [InlineData("Fri, 01 Jan 2100 00:00:00 GMT", 86400)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", 5)]
    public async Task a_time_that_makes_no_sense_is_brought_within_bounds(string retryAfter, int seconds)
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Answering(503, headers => headers.RetryAfter = retryAfter);
        await world.Subscribe(receiver.Sink);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();

        await world.Log.WaitFor("was not taken");

        var due = Assert.Single(await world.Rows<DateTime>("select due from eventops_deliveries"));
        Assert.Equal(seconds, Math.Round((due - world.Clock.GetUtcNow().UtcDateTime).TotalSeconds));
    }

    [Fact]
    public async Task a_sink_that_is_gone_disables_its_subscription_with_the_reason_in_the_log()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Answering(410);
        var (id, _) = await world.Subscribe(receiver.Sink, ordered: true);
        await world.StartedNode();
        await world.Happened(History.Scheduled, new AgendaPublished(1, null));
        await world.FanOut();

        await world.Log.WaitFor("is disabled. The sink answered 410");
        await world.FanOut();
        await world.Happened(new AgendaPublished(2, null));
        await world.FanOut();
        await world.Pass(TimeSpan.FromDays(1));

        Assert.Equal("disabled", Assert.Single(await world.Rows<string>($"select state from eventops_subscriptions where id = '{id}'")));
        Assert.Contains("410", Assert.Single(await world.Rows<string>($"select reason from eventops_subscriptions where id = '{id}'")), StringComparison.Ordinal);
        Assert.Equal("dead", (await world.States())[0]);
        Assert.All((await world.States()).Skip(1), state => Assert.Contains(state, (string[])["dead", "disabled"]));
        Assert.InRange(receiver.All.Count, 1, 2);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(6, true)]
    public async Task a_sink_that_took_nothing_for_days_is_disabled_when_a_message_dies_of_it(int days, bool disabled)
    {
        await using var world = await World.Create(new() { Schedule = [TimeSpan.Zero, TimeSpan.FromDays(1)], Jitter = () => 0.5 });
        await using var receiver = await Receiver.Answering(500);
        var (id, _) = await world.Subscribe(receiver.Sink);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();
        await world.Log.WaitFor("was not taken");
        await world.Pass(TimeSpan.FromDays(days));
        await world.Log.WaitFor("it is dead");

        if (disabled)
            await world.Log.WaitFor("taken nothing since");
        await world.FanOut();

        Assert.Equal(
            disabled ? "disabled" : "active",
            Assert.Single(await world.Rows<string>($"select state from eventops_subscriptions where id = '{id}'")));
    }

    [Fact]
    public async Task many_sinks_that_hang_leave_places_for_one_that_answers()
    {
        await using var world = await World.Create(new() { InFlight = 12, InFlightFailing = 4, InFlightPerSubscription = 1, AttemptLimit = TimeSpan.FromSeconds(1), Jitter = () => 0.5 });
        await using var slow = await Receiver.Start((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var quick = await Receiver.Start();
        for (var n = 0; n < 10; n++)
            await world.Subscribe(slow.Sink);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();
        for (var n = 0; n < 10; n++)
            await slow.Next();
        await world.Pass(TimeSpan.FromSeconds(1));
        await world.Log.WaitFor("Timeout; it is pending", 10);
        await world.Subscribe(quick.Sink);
        await world.Happened([.. Enumerable.Range(1, 9).Select(n => new AgendaPublished(n, null))]);
        await world.FanOut();

        for (var n = 0; n < 9; n++)
            await quick.Next();

        Assert.InRange(slow.All.Count, 10, 14);
    }

    [Fact]
    public async Task a_delivery_whose_attempts_all_get_lost_is_dead_in_the_end()
    {
        await using var world = await World.Create(new() { Schedule = [TimeSpan.Zero, TimeSpan.Zero], Jitter = () => 0.5 });
        await using var receiver = await Receiver.Start();
        await world.Subscribe(receiver.Sink);
        await world.Happened(History.Scheduled);
        await world.FanOut();
        // Two nodes claimed it and died.
        await world.Rows<int>("update eventops_deliveries set attempts = 2 returning 1");

        await world.StartedNode();
        await world.Log.WaitFor("Lost; it is dead");

        Assert.Empty(receiver.All);
        Assert.Equal(["dead"], await world.States());
    }
}
