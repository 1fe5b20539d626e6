using System.Collections.Concurrent;
using EventOps.Domain.Meetups;

namespace EventOps.Notifications.Tests.Deliveries;

/// <summary>Several dispatchers on one database, and what one leaves behind that dies.</summary>
public sealed class SeveralNodesTests
{
    private static readonly TimeSpan Lease = new NotificationOptions().Lease;

    [Fact]
    public async Task what_a_dead_node_was_sending_is_sent_again_with_the_same_id_and_bytes()
    {
        var answer = new TaskCompletionSource();
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start((_, number) => number == 1 ? answer.Task : Task.CompletedTask);
        await world.Subscribe(receiver.Sink);
        // A frozen clock stands for a frozen process: nothing in it runs out while time goes on elsewhere.
        await world.StartedNode(world.Clock.Twin());
        await world.Happened(History.Scheduled);
        await world.FanOut();
        var first = await receiver.Next();

        await world.StartedNode();
        await world.Pass(Lease - TimeSpan.FromSeconds(5));
        Assert.Single(receiver.All);
        await world.Pass(TimeSpan.FromSeconds(10));
        var second = await receiver.Next();
        await world.Log.WaitFor("at attempt 2");

        Assert.Equal((first.Id, first.Text), (second.Id, second.Text));

        answer.SetResult();
        await world.Log.WaitFor("outlived its claim");
        Assert.Equal(["delivered"], await world.States());
        Assert.Equal([1, 2], await world.Rows<int>("select number from eventops_delivery_attempts order by number"));
    }

    [Fact]
    public async Task two_nodes_never_send_one_delivery_at_the_same_time_and_each_arrives_once()
    {
        const int facts = 200;
        var underWay = new ConcurrentDictionary<string, int>();
        var overlaps = 0;
        await using var world = await World.Create(new() { InFlight = 8, InFlightPerSubscription = 8 });
        await using var receiver = await Receiver.Start(async (context, _) =>
        {
            var id = context.Request.Headers["webhook-id"].ToString();
            if (underWay.AddOrUpdate(id, 1, (_, n) => n + 1) > 1)
                Interlocked.Increment(ref overlaps);
            await Task.Yield();
            underWay.AddOrUpdate(id, 0, (_, n) => n - 1);
        });
        await world.Subscribe(receiver.Sink);
        await world.StartedNode();
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.Happened([.. Enumerable.Range(2, facts - 1).Select(n => new AgendaPublished(n, null))]);
        await world.FanOut();

        await world.Log.WaitFor("was taken", facts);

        Assert.Equal(0, overlaps);
        Assert.Equal(facts, receiver.All.Count);
        Assert.Equal(facts, receiver.All.Select(r => r.Id).Distinct().Count());
        Assert.All(await world.States(), state => Assert.Equal("delivered", state));
    }
}
