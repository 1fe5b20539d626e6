using System.Net;
using EventOps.Testing;

namespace EventOps.Server.Tests.Processes;

public sealed class StopTests
{
    [Fact]
    public async Task a_server_that_is_asked_to_stop_ends_with_0()
    {
        await using var database = await TestDatabase.Create();
        await using var server = await RunningServer.Start(database);
        using var client = server.Anonymous();
        using (var answer = await client.GetAsync("/health/ready"))
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        Assert.Equal(0, await server.Stop());
    }

    [Fact]
    public async Task a_stop_ends_event_streams_in_order()
    {
        await using var database = await TestDatabase.Create();
        await using var server = await RunningServer.Start(database);
        await using var stream = await EventReading.Open(server.Address, RunningServer.Community);
        await stream.Next(read => read.IsBookmark);
        var stopping = server.Stop();
        Assert.InRange((await stream.Next(read => read.Retry is not null)).Retry!.Value, 500, 2_000);
        Assert.Null(await stream.Next());
        Assert.Equal(0, await stopping);
    }

    [Fact]
    public async Task a_stop_waits_for_a_message_that_is_under_way()
    {
        await using var database = await TestDatabase.Create();
        await using var receiver = await Receiver.Start(silent: true);
        await using var server = await RunningServer.Start(database);
        var owner = TestCommunity.Of(server).Owner;
        (await owner.Post("subscriptions", new { name = "slow", sink = receiver.Sink })).MustBe(201);
        (await owner.Post("meetups", new { slug = "m", title = "T", start = "2031-04-12T13:00", zone = "UTC" })).MustBe(201);
        var first = await receiver.Next();

        var stopping = server.Stop();
        receiver.Release();
        Assert.Equal(0, await stopping);
        Assert.Equal(1, await Deliveries.Count(database, $"state = 'delivered' and attempts = 1 and position = {first.Position}"));
    }
}
