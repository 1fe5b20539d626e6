using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Notifications.Tests.Subscriptions;

public sealed class FanOutTests
{
    private const string Sink = "http://127.0.0.1:1/hook";

    [Fact]
    public async Task every_subscription_gets_one_delivery_of_every_public_fact()
    {
        await using var world = await World.Create();
        await world.Subscribe(Sink);
        await world.Subscribe(Sink);
        await world.Happened(History.UntilSlides);

        await world.FanOut();

        Assert.Equal(
            ["eventops.meetup.scheduled.v1", "eventops.meetup.scheduled.v1",
             "eventops.slides.published.v1", "eventops.slides.published.v1"],
            await Told(world));
        Assert.Equal(2L, Assert.Single(await world.Rows<long>("select count(*) from eventops_messages")));
    }

    [Fact]
    public async Task a_fact_stored_by_a_clock_that_is_ahead_is_told_at_once()
    {
        await using var world = await World.Create();
        await world.Subscribe(Sink);
        await world.Happened(History.UntilSlides);
        await world.Rows<bool>("update mt_events set timestamp = timestamp + interval '1 day' returning true");

        await world.FanOut();

        Assert.All(await world.Rows<bool>("select due <= now() + interval '1 hour' from eventops_deliveries"), Assert.True);
        Assert.Equal(2, (await Told(world)).Count);
    }

    [Fact]
    public async Task the_same_events_again_add_nothing()
    {
        await using var world = await World.Create();
        await world.Subscribe(Sink);
        await world.Happened(History.UntilSlides);
        await world.FanOut();
        var bodies = await world.Rows<byte[]>("select body from eventops_messages order by position");

        await world.FanOut(world.Node(), after: 0, commit: true);

        Assert.Equal(2, (await Told(world)).Count);
        Assert.Equal(bodies, await world.Rows<byte[]>("select body from eventops_messages order by position"));
    }

    [Fact]
    public async Task a_crash_before_the_commit_leaves_nothing_and_the_repeat_everything()
    {
        await using var world = await World.Create();
        await world.Subscribe(Sink);
        await world.Happened(History.UntilSlides);

        await world.FanOut(world.Node(), after: 0, commit: false);
        Assert.Empty(await Told(world));

        await world.FanOut(world.Node(), after: 0, commit: true);
        Assert.Equal(2, (await Told(world)).Count);
    }

    [Fact]
    public async Task a_subscription_hears_only_of_what_comes_after_it()
    {
        await using var world = await World.Create();
        await world.Happened(History.UntilSlides);
        await world.Subscribe(Sink);
        await world.Happened(new AgendaPublished(1, null));

        await world.FanOut();
        await world.FanOut(world.Node(), after: 0, commit: true);

        Assert.Equal(["eventops.agenda.published.v1"], await Told(world));
    }

    [Fact]
    public async Task another_community_hears_nothing()
    {
        await using var world = await World.Create();
        await world.Subscribe(Sink);
        await world.HappenedElsewhere("other", History.UntilSlides);

        await world.FanOut();

        Assert.Empty(await Told(world));
    }

    [Theory]
    [InlineData("eventops.slides.*", "eventops.slides.published.v1")]
    [InlineData("eventops.talk.*", "eventops.talk.added.v1")]
    [InlineData("eventops.agenda.published.v1", null)]
    public async Task a_subscription_hears_what_its_types_name(string wish, string? told)
    {
        await using var world = await World.Create();
        await world.Subscribe(Sink, [wish]);
        await world.Happened(History.UntilSlides);

        await world.FanOut();

        Assert.Equal(told is null ? [] : [told], await Told(world));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public async Task what_an_import_brought_is_told_only_to_those_who_ask(bool includeImported, int deliveries)
    {
        await using var world = await World.Create();
        await world.Subscribe(Sink, includeImported: includeImported);
        await world.Imported(History.UntilSlides);
        await world.Happened(new AgendaPublished(1, null));

        await world.FanOut();

        Assert.Equal(deliveries, (await Told(world)).Count);
    }

    [Fact]
    public async Task a_deleted_subscription_ends_what_waits_and_hears_nothing_more()
    {
        await using var world = await World.Create();
        var (id, _) = await world.Subscribe(Sink);
        await world.Happened(History.UntilSlides);
        await world.FanOut();

        await world.Unsubscribe(id);
        await world.Happened(new AgendaPublished(1, null));
        await world.FanOut();
        await world.FanOut(world.Node(), after: 0, commit: true);

        Assert.Equal(["disabled", "disabled"], await world.States());
        Assert.Empty(await world.Node().Subscribers.List(World.Tenant, World.Soon));
        Assert.Null(await world.Node().Secrets.Find(World.Tenant, id, Guid.Empty, World.Soon));
    }

    [Fact]
    public async Task what_a_newer_version_wrote_is_passed_over_when_nobody_waits_for_it()
    {
        await using var world = await World.Create();
        await world.Subscribe(Sink, ["eventops.slides.*"]);
        await world.Happened(History.Scheduled);
        await world.Unknown("lottery_drawn");
        await world.Happened(History.UntilSlides[1..]);

        await world.FanOut();

        Assert.Equal(["eventops.slides.published.v1"], await Told(world));
    }

    [Fact]
    public async Task what_a_newer_version_wrote_stops_the_fan_out_when_somebody_may_wait_for_it()
    {
        await using var world = await World.Create();
        await world.Subscribe(Sink, ["eventops.lottery.*"]);
        await world.Unknown("lottery_drawn");

        await Assert.ThrowsAsync<UnknownEventException>(world.FanOut);
    }

    private static Task<IReadOnlyList<string>> Told(World world) => world.Rows<string>(
        "select m.type from eventops_deliveries d join eventops_messages m using (position) order by d.position, d.id");
}
