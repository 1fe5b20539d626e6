using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Sites;

namespace EventOps.Notifications.Tests.Sites;

/// <summary>A site is called once for many facts, only when a page has changed, and is told which.</summary>
public sealed class SiteCallsTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task many_facts_are_one_call_with_the_paths_that_changed()
    {
        var pages = new Dictionary<string, byte> { ["/a"] = 1, ["/b"] = 1 };
        await using var world = await WorldOf(pages);
        await using var receiver = await Receiver.Start();
        await world.Subscribe(receiver.Sink, kind: SubscriptionKind.Site, quietSeconds: 30);
        await world.StartedNode();
        await world.Happened(History.UntilSlides);
        await world.FanOut();
        await world.Happened(new AgendaPublished(1, null));
        await world.FanOut();
        await world.Pass(Interval);
        Assert.Equal("""{"changed":["/a","/b"],"removed":[]}""", Data(await receiver.Next()));
        await world.Log.WaitFor("was taken");
        Assert.Equal(["merged", "merged", "delivered"], await world.States());

        pages["/b"] = 2;
        pages.Remove("/a");
        pages["/c"] = 1;
        await world.Happened(new AgendaPublished(2, null));
        await world.FanOut();
        await world.Pass(Interval);

        Assert.Equal("""{"changed":["/b","/c"],"removed":["/a"]}""", Data(await receiver.Next()));
    }

    [Fact]
    public async Task no_call_without_a_change_and_a_failed_one_is_repeated_as_it_was()
    {
        var pages = new Dictionary<string, byte> { ["/a"] = 1 };
        await using var world = await WorldOf(pages);
        await using var receiver = await Receiver.Start((context, number) =>
        {
            context.Response.StatusCode = number == 1 ? 500 : 204;
            return Task.CompletedTask;
        });
        await world.Subscribe(receiver.Sink, kind: SubscriptionKind.Site, quietSeconds: 30);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();
        await world.Pass(Interval);
        await world.Log.WaitFor("was not taken");
        pages["/z"] = 1;
        await world.Pass(TimeSpan.FromMinutes(1));
        await world.Log.WaitFor("was taken");
        Assert.Single(receiver.All.Select(r => (r.Id, r.Text)).Distinct());

        pages.Remove("/z");
        await world.Happened(new AgendaPublished(1, null));
        await world.FanOut();
        await world.Pass(Interval);
        await world.Log.WaitFor("changed no page");

        Assert.Equal(["delivered", "merged"], await world.States());
        Assert.Equal(2, receiver.All.Count);
    }

    private static async Task<World> WorldOf(Dictionary<string, byte> pages)
    {
        var world = await World.Create();
        world.Pages = (_, _, _) => Task.FromResult<IReadOnlyList<SitePage>>([.. pages.Select(p => new SitePage(p.Key, [p.Value]))]);
        return world;
    }

    private static string Data(Received received) =>
        JsonDocument.Parse(received.Body).RootElement.GetProperty("data").GetRawText();
}
