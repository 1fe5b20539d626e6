using EventOps.Notifications.Sinks;

namespace EventOps.Notifications.Tests.Sinks;

/// <summary>The buckets in the database: several nodes, one clock.</summary>
public sealed class RobotRatesTests(SinkWorld world) : IClassFixture<SinkWorld>
{
    private static readonly RobotRate FiveAndThenOneAnHour = new(5, TimeSpan.FromHours(1));

    [Fact]
    public async Task many_nodes_at_once_take_no_more_than_the_bucket_holds()
    {
        var nodes = Enumerable.Range(0, 4).Select(_ => new RobotRates(world.Store.Database)).ToArray();

        var taken = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => Task.Run(
            () => nodes[n % 4].Take("a robot of many", FiveAndThenOneAnHour, SinkWorld.Soon))));

        Assert.Equal(5, taken.Count(wait => wait is null));
        Assert.All(taken.OfType<TimeSpan>(), wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task a_restart_forgets_nothing()
    {
        for (var n = 0; n < 5; n++)
            Assert.Null(await new RobotRates(world.Store.Database).Take("restarted", FiveAndThenOneAnHour, SinkWorld.Soon));

        var wait = await new RobotRates(world.Store.Database).Take("restarted", FiveAndThenOneAnHour, SinkWorld.Soon);

        Assert.InRange(wait!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task a_token_comes_back_when_it_was_said_to()
    {
        var rates = new RobotRates(world.Store.Database);
        var rate = new RobotRate(1, TimeSpan.FromHours(1));
        Assert.Null(await rates.Take("quick", rate, SinkWorld.Soon));
        var wait = (await rates.Take("quick", rate, SinkWorld.Soon))!.Value;
        var almost = wait - TimeSpan.FromMinutes(1);

        await Pass(almost);
        Assert.NotNull(await rates.Take("quick", rate, SinkWorld.Soon));
        await Pass(wait - almost);

        Assert.Null(await rates.Take("quick", rate, SinkWorld.Soon));
    }

    // The clock is the database's: what is kept is moved instead.
    private async Task Pass(TimeSpan time)
    {
        await using var move = world.Store.Database.CreateCommand("update eventops_robot_rates set slow = slow - $1, fast = fast - $1");
        move.Parameters.AddWithValue(time);
        await move.ExecuteNonQueryAsync(SinkWorld.Soon);
    }

    [Fact]
    public async Task the_second_bucket_holds_as_well()
    {
        var rates = new RobotRates(world.Store.Database);
        var rate = new RobotRate(100, TimeSpan.FromMilliseconds(1), 2, TimeSpan.FromHours(1));

        Assert.Null(await rates.Take("two buckets", rate, SinkWorld.Soon));
        Assert.Null(await rates.Take("two buckets", rate, SinkWorld.Soon));
        Assert.NotNull(await rates.Take("two buckets", rate, SinkWorld.Soon));
    }

    [Fact]
    public async Task one_robot_does_not_take_from_another()
    {
        var rates = new RobotRates(world.Store.Database);
        await rates.Pause("this one", FiveAndThenOneAnHour, TimeSpan.FromMinutes(10), SinkWorld.Soon);

        Assert.InRange((await rates.Take("this one", FiveAndThenOneAnHour, SinkWorld.Soon))!.Value.TotalSeconds, 590, 600);
        Assert.Null(await rates.Take("that one", FiveAndThenOneAnHour, SinkWorld.Soon));
    }

    [Fact]
    public async Task a_name_is_kept_as_a_hash_only_and_is_forgotten_in_the_end()
    {
        var rates = new RobotRates(world.Store.Database);
        await rates.Take("secret-token", FiveAndThenOneAnHour, SinkWorld.Soon);
        await using var age = world.Store.Database.CreateCommand(
            "update eventops_robot_rates set slow = slow - interval '3 days' where robot = sha256('secret-token')");
        Assert.Equal(1, await age.ExecuteNonQueryAsync());

        await rates.Purge(SinkWorld.Soon);

        Assert.Equal(0, await age.ExecuteNonQueryAsync());
    }

    // What a service forgives in a minute: burst and refill together.
    [Theory]
    [InlineData(Domain.Subscriptions.SubscriptionKind.DingTalk, 60, 20)]
    [InlineData(Domain.Subscriptions.SubscriptionKind.WeCom, 60, 20)]
    [InlineData(Domain.Subscriptions.SubscriptionKind.Telegram, 60, 20)]
    [InlineData(Domain.Subscriptions.SubscriptionKind.Feishu, 60, 100)]
    [InlineData(Domain.Subscriptions.SubscriptionKind.Teams, 1, 4)]
    public void no_window_can_hold_more_than_the_service_allows(Domain.Subscriptions.SubscriptionKind kind, int seconds, int most)
    {
        var rate = SinkHosts.Robots[kind].Rate;

        Assert.InRange(rate.Burst + TimeSpan.FromSeconds(seconds) / rate.Every, 1, most);
    }
}
