using System.Text.Json;
using EventOps.Domain.Meetups;
using NodaTime;

namespace EventOps.Notifications.Tests.Merging;

/// <summary>Fewer, better messages: what a subscription with a quiet period is told.</summary>
public sealed class QuietTests
{
    private const int Quiet = 60;
    private static readonly LocalDateTime Start = History.Scheduled.Start;
    private static readonly LocalDateTime? End = History.Scheduled.End;

    [Fact]
    public async Task three_moves_become_one_from_the_first_old_to_the_last_new()
    {
        await using var world = await Scheduled();
        var first = await world.Happened(Moved(0, 1));
        await world.FanOut();
        await world.Happened(Moved(1, 2));
        await world.Happened(Moved(2, 3));
        await world.FanOut();

        var said = Assert.Single(await Pending(world));

        Assert.Equal("eventops.meetup.rescheduled.v1", said.GetProperty("type").GetString());
        var fact = said.GetProperty("data").GetProperty("fact");
        Assert.Equal(("2021-12-18T13:00:00", "2021-12-21T13:00:00"), (fact.GetProperty("oldStart").GetString(), fact.GetProperty("start").GetString()));
        Assert.Equal($"{first:D20}", said.GetProperty("data").GetProperty("merged").GetProperty("since").GetString());
        Assert.Equal(3, said.GetProperty("data").GetProperty("merged").GetProperty("count").GetInt32());
        Assert.Equal(["merged", "merged", "pending"], await world.States());
        var last = Assert.Single(await world.Rows<long>("select position from eventops_deliveries where state = 'pending'"));
        Assert.Equal([last, last], await world.Rows<long>("select merged_into from eventops_deliveries where state = 'merged'"));
    }

    [Fact]
    public async Task two_meetups_whose_organisers_have_one_id_are_told_apart()
    {
        await using var world = await Scheduled();
        var other = History.Id(0xAA, 2);
        await world.HappenedToAnother(other, History.Scheduled with { Slug = "another" });
        await world.FanOut();
        var before = (await world.States()).Count;
        OrganiserAdded added = new(History.Id(0xBB, 1), "Ada", default, null);
        await world.Happened(added);
        await world.HappenedToAnother(other, added);
        await world.FanOut();

        Assert.Equal(["pending", "pending"], (await world.States()).Skip(before));
    }

    [Fact]
    public async Task moved_and_moved_back_is_not_told()
    {
        await using var world = await Scheduled();
        await world.Happened(Moved(0, 1));
        await world.FanOut();
        await world.Happened(Moved(1, 0));
        await world.FanOut();

        Assert.Equal(["merged", "merged"], await world.States());
        Assert.Empty(await world.Rows<long>("select merged_into from eventops_deliveries where merged_into is not null"));
    }

    [Fact]
    public async Task moved_and_moved_back_within_one_batch_is_not_told_either()
    {
        await using var world = await Scheduled();
        await world.Happened(Moved(0, 1), Moved(1, 2), Moved(2, 0));
        await world.FanOut();

        Assert.Equal(["merged", "merged", "merged"], await world.States());
    }

    [Fact]
    public async Task a_cancellation_taken_back_is_not_told_but_one_that_stays_is()
    {
        await using var world = await Scheduled();
        await world.Happened(new EventCancelled("storm"), new EventReinstated(null));
        await world.Happened(new EventPostponed("storm"), new EventCancelled("no hall"));
        await world.FanOut();

        var said = Assert.Single(await Pending(world));

        Assert.Equal("eventops.meetup.cancelled.v1", said.GetProperty("type").GetString());
    }

    [Fact]
    public async Task a_new_deck_that_is_replaced_at_once_is_told_as_a_new_deck()
    {
        await using var world = await Scheduled();
        await world.Happened(History.UntilSlides[1..]);
        await world.FanOut();
        await world.Happened(new SlidesReplaced(
            History.Id(3, 1), History.Id(2, 1), "主题演讲", "https://example.org/deck.pdf", "主题演讲", "https://example.org/deck2.pdf", 2, true, "typo"));
        await world.FanOut();

        var said = Assert.Single(await Pending(world));

        Assert.Equal("eventops.slides.published.v1", said.GetProperty("type").GetString());
        Assert.Equal("https://example.org/deck2.pdf", said.GetProperty("data").GetProperty("fact").GetProperty("url").GetString());
    }

    [Fact]
    public async Task things_that_differ_are_told_apart()
    {
        await using var world = await Scheduled();
        await world.Happened(
            Moved(0, 1), new EventRelocated(MeetupForm.Online, null, null, MeetupForm.Onsite, new Venue("Hall"), null, "room"),
            new AgendaPublished(1, null), new AgendaPublished(2, "now"));
        await world.FanOut();

        Assert.Equal(
            ["eventops.meetup.rescheduled.v1", "eventops.meetup.relocated.v1", "eventops.agenda.published.v1"],
            (await Pending(world)).Select(m => m.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task it_waits_for_quiet_and_a_repeat_has_the_same_id_and_bytes()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start((context, number) =>
        {
            context.Response.StatusCode = number == 1 ? 500 : 204;
            return Task.CompletedTask;
        });
        await world.Happened(History.Scheduled);
        await world.Subscribe(receiver.Sink, quietSeconds: 100);
        await world.StartedNode();
        await world.Happened(Moved(0, 1), Moved(1, 2));
        await world.FanOut();
        await world.Pass(TimeSpan.FromSeconds(60));
        Assert.Empty(receiver.All);

        await world.Pass(TimeSpan.FromSeconds(60));
        await world.Log.WaitFor("was not taken");
        await world.Pass(TimeSpan.FromSeconds(10));
        await world.Log.WaitFor("was taken");

        Assert.Single(receiver.All.Select(r => (r.Id, r.Text)).Distinct());
        Assert.Equal(2, receiver.All.Count);
        Assert.Contains("\"merged\":{", receiver.All[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_was_tried_already_is_not_merged_any_more()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Answering(500);
        await world.Happened(History.Scheduled);
        await world.Subscribe(receiver.Sink, quietSeconds: 1);
        await world.StartedNode();
        await world.Happened(Moved(0, 1));
        await world.FanOut();
        await world.Pass(TimeSpan.FromSeconds(2));
        await world.Log.WaitFor("was not taken");

        await world.Happened(Moved(1, 0));
        await world.FanOut();

        Assert.Equal(["pending", "pending"], await world.States());
    }

    [Fact]
    public async Task a_thing_that_never_rests_is_told_after_four_periods()
    {
        await using var world = await Scheduled();
        await world.Happened(Moved(0, 1));
        await world.FanOut();
        var latest = Assert.Single(await world.Rows<DateTime>("select latest from eventops_deliveries"));
        await world.Rows<int>($"update eventops_deliveries set latest = latest - interval '{(Quiet * 4) - 1} seconds' returning 1");
        await world.Happened(Moved(1, 2));
        await world.FanOut();

        var due = Assert.Single(await world.Rows<DateTime>("select due from eventops_deliveries where state = 'pending'"));

        Assert.Equal(latest.AddSeconds(1 - (Quiet * 4)), due);
    }

    /// <summary>A meetup on its day, and after it a subscription with a quiet period.</summary>
    private static async Task<World> Scheduled()
    {
        var world = await World.Create();
        await world.Happened(History.Scheduled);
        await world.Subscribe("http://127.0.0.1:1/hook", quietSeconds: Quiet);
        return world;
    }

    private static EventRescheduled Moved(int from, int to) => new(
        Start.PlusDays(from), End?.PlusDays(from), "Asia/Shanghai", Start.PlusDays(to), End?.PlusDays(to), "Asia/Shanghai", "hall");

    private static async Task<IReadOnlyList<JsonElement>> Pending(World world) =>
        [.. (await world.Rows<byte[]>(
            "select coalesce(b.body, m.body) from eventops_deliveries d join eventops_messages m using (position) " +
            "left join eventops_delivery_bodies b using (tenant_id, subscription_id, position) where d.state = 'pending' order by d.position"))
            .Select(body => JsonDocument.Parse(body).RootElement)];
}
