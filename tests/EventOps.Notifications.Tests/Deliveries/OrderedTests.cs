using System.Globalization;
using System.Text.Json;
using EventOps.Domain.Meetups;

namespace EventOps.Notifications.Tests.Deliveries;

/// <summary>A subscription that asked for order gets it, whatever fails and however many nodes send.</summary>
public sealed class OrderedTests
{
    private const int Facts = 40;

    [Fact]
    public async Task the_head_holds_up_the_rest_until_it_is_taken()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start((context, number) =>
        {
            context.Response.StatusCode = number <= 2 ? 500 : 204;
            return Task.CompletedTask;
        });
        await world.Subscribe(receiver.Sink, ordered: true);
        await world.StartedNode();
        await world.Happened(History.Scheduled, new AgendaPublished(1, null), new AgendaPublished(2, null));
        await world.FanOut();
        await world.Log.WaitFor("was not taken");
        await world.Pass(TimeSpan.FromSeconds(6));
        await world.Log.WaitFor("was not taken", 2);
        Assert.Single(receiver.All.Select(r => r.Id).Distinct());

        await world.Pass(TimeSpan.FromMinutes(10));
        await world.Log.WaitFor("was taken", 3);

        Assert.Equal(receiver.All.Select(Sequence).Order(), receiver.All.Select(Sequence));
        Assert.Equal(5, receiver.All.Count);
    }

    [Fact]
    public async Task several_nodes_keep_the_order_and_never_send_two_at_once()
    {
        var (underWay, overlaps) = (0, 0);
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start(async (_, number) =>
        {
            if (Interlocked.Increment(ref underWay) > 1)
                Interlocked.Increment(ref overlaps);
            await Task.Yield();
            Interlocked.Decrement(ref underWay);
        });
        await world.Subscribe(receiver.Sink, ordered: true);
        await world.StartedNode();
        await world.StartedNode();
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        for (var n = 1; n < Facts; n++)
        {
            await world.Happened(new AgendaPublished(n, null));
            if (n % 10 == 0)
                await world.FanOut();
        }

        await world.FanOut();
        await world.Log.WaitFor("was taken", Facts);

        Assert.Equal(0, overlaps);
        Assert.Equal(Facts, receiver.All.Count);
        Assert.Equal(receiver.All.Select(Sequence).Order(), receiver.All.Select(Sequence));
    }

    private static long Sequence(Received received) =>
        long.Parse(JsonDocument.Parse(received.Body).RootElement.GetProperty("sequence").GetString()!, CultureInfo.InvariantCulture);
}
