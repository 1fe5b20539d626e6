using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Tests.Sinks.Fakes;

namespace EventOps.Notifications.Tests.Sinks;

/// <summary>Deliveries to robots through the queue: what waits for room, what ends for good.</summary>
public sealed class RobotDeliveriesTests
{
    [Fact]
    public async Task what_finds_no_room_is_put_off_without_counting_as_an_attempt()
    {
        await using var service = await FakeService.Start(new FakeSlack().Answer);
        await using var world = await Subscribed(SubscriptionKind.Slack, service, "/services/T/B/X");
        await world.Happened(History.Scheduled);
        await world.Happened([.. Enumerable.Range(1, 6).Select(n => new AgendaPublished(n, null))]);
        await world.StartedNode(TimeProvider.System);
        await world.FanOut();

        await world.Log.WaitFor("was taken", 7);

        Assert.Equal(7, service.Seen.Count);
        await world.Log.WaitFor("to have room");
        Assert.Equal(Enumerable.Repeat(1, 7), await world.Rows<int>("select attempts from eventops_deliveries"));
        Assert.Equal(7, (await world.Rows<int>("select number from eventops_delivery_attempts where error is null")).Count);
        Assert.Empty(await world.Rows<int>("select number from eventops_delivery_attempts where error is not null"));
        Assert.DoesNotContain(world.Log.All, line => line.Contains("/services/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_robot_that_was_removed_ends_the_delivery_and_disables_the_subscription_with_advice()
    {
        await using var service = await FakeService.Start(new FakeSlack("/services/another").Answer);
        await using var world = await Subscribed(SubscriptionKind.Slack, service, "/services/T/B/X");
        await world.Happened(History.Scheduled);
        await world.StartedNode(TimeProvider.System);
        await world.FanOut();

        await world.Log.WaitFor("is disabled");

        Assert.Equal(["dead"], await world.States());
        Assert.Equal(["Misconfigured"], await world.Rows<string>("select error from eventops_delivery_attempts"));
        Assert.Contains("Make a new one", Assert.Single(await world.Rows<string>("select advice from eventops_delivery_attempts")));
    }

    [Theory]
    [InlineData(SubscriptionKind.DingTalk)]
    [InlineData(SubscriptionKind.Matrix)]
    public async Task a_test_message_goes_the_same_way(SubscriptionKind kind)
    {
        var robot = RobotCase.Of(kind);
        await using var service = await FakeService.Start(robot.Fake(5));
        var (world, id) = await Subscribe(robot, service);
        await using var owned = world;

        var attempt = await world.Node().TestSend.Send(World.Tenant, id, World.Soon);

        Assert.Equal((200, null), (attempt!.Status, attempt.Error));
        Assert.Contains("测试消息", Assert.Single(service.Seen).Request.Text);
    }

    private static async Task<World> Subscribed(SubscriptionKind kind, FakeService service, string path) =>
        (await Subscribe(RobotCase.Of(kind) with { Path = path }, service)).World;

    private static async Task<(World World, Guid Id)> Subscribe(RobotCase robot, FakeService service)
    {
        var world = await World.Create(new()
        {
            Jitter = () => 0.5, AllowPrivateSinks = true,
            OwnHosts = new Dictionary<SubscriptionKind, IReadOnlyList<string>> { [robot.Kind] = [service.Authority] },
        });
        var (id, addressId, secretId) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var vault = world.Node().Vault;
        await vault.Put(World.Tenant, id, addressId, service.Address + robot.Path, World.Soon);
        if (robot.Secret is not null)
            await vault.Put(World.Tenant, id, secretId, robot.Secret, World.Soon);
        await world.Subscribe(id, new SubscriptionCreated(
            "robot", robot.Kind, "http://robots.example.org/…", ValueList.Create<string>([]), false, Target: robot.Target,
            AddressId: addressId, RobotSecretId: robot.Secret is null ? null : secretId));
        return (world, id);
    }
}
