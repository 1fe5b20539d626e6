using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EventOps.Server.Tests.Feeds;

public sealed class EventsTests(ServerFixture server)
{
    [Fact]
    public async Task the_public_reads_announcements_and_a_key_reads_drafts_as_well()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var position = (await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides })).Position;

        var shown = (await meetup.Community.Anybody.Get($"events?minPosition={position}")).MustBe(200);
        Assert.Equal("application/cloudevents-batch+json", shown.MediaType);
        Assert.Equal(["eventops.meetup.scheduled.v1", "eventops.slides.published.v1"], Types(shown));
        Assert.DoesNotContain("speaker.added", shown.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["eventops.meetup.scheduled.v1", "eventops.speaker.added.v1", "eventops.talk.added.v1", "eventops.slot.placed.v1",
             "eventops.slides.attached.v1", "eventops.slides.published.v1"], Types(await meetup.Community.Owner.Get("events")));
    }

    [Theory]
    [InlineData("eventops.slides.published.v1", "eventops.slides.published.v1")]
    [InlineData("eventops.slides.*", "eventops.slides.attached.v1", "eventops.slides.published.v1")]
    [InlineData("eventops.slides.published.v1,%20eventops.meetup.*", "eventops.meetup.scheduled.v1", "eventops.slides.published.v1")]
    public async Task types_narrow_the_list(string types, params string[] expected)
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var position = (await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides })).Position;
        Assert.Equal(expected, Types(await meetup.Community.Owner.Get($"events?types={types}&minPosition={position}")));
        (await meetup.Community.Owner.Get($"events?minPosition={long.MaxValue}")).MustBe(503, "read.behind");
    }

    [Fact]
    public async Task whoever_follows_the_links_while_many_write_meets_every_event_once_in_order()
    {
        var community = await server.NewCommunity();
        var meetups = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => community.Scheduled($"m-{i}")));
        var writing = Task.WhenAll(meetups.SelectMany(meetup =>
            Enumerable.Range(1, 20).Select(i => meetup.Done("add-speaker", new { name = $"Speaker {i}" }))));
        var met = new List<JsonElement>();
        var next = "events?limit=7";
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (met.Count < 84)
        {
            Assert.False(limit.IsCancellationRequested, $"Only {met.Count} events came.");
            var page = (await community.Owner.Get(next)).MustBe(200);
            met.AddRange(page.Json.EnumerateArray());
            next = page.Next!;
            if (writing.IsFaulted)
                await writing;
        }

        await writing;
        Assert.Equal("[]", (await community.Owner.Get(next)).Text);
        Assert.Equal(84, met.Select(e => e.GetProperty("id").GetString()).Distinct().Count());
        var sequence = met.Select(e => e.GetProperty("sequence").GetString()).ToList();
        Assert.Equal(sequence.Order(StringComparer.Ordinal), sequence);
    }

    [Fact]
    public async Task a_pulled_event_is_byte_for_byte_the_pushed_one()
    {
        var receiver = await server.NewReceiver();
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        (await meetup.Community.Owner.Post("subscriptions", new { name = "bot", sink = receiver.Sink, types = new[] { "eventops.slides.*" } })).MustBe(201);
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });

        var pushed = await receiver.Next();
        var pulled = await meetup.Community.Anybody.Get("events?types=eventops.slides.published.v1");
        Assert.Equal($"[{Encoding.UTF8.GetString(pushed.Body)}]", pulled.Text);
    }

    [Fact]
    public async Task after_the_end_there_is_nothing_and_the_link_stays_where_it_was()
    {
        var community = await server.NewCommunity();
        await community.Scheduled();
        var end = (await community.Anybody.Get($"events?after={long.MaxValue}")).MustBe(200);
        Assert.Equal("[]", end.Text);
        Assert.EndsWith($"after={long.MaxValue}", end.Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_community_with_little_in_a_long_log_is_served_in_one_page()
    {
        var community = await server.NewCommunity();
        // Longer than the feed looks at for one page of its own.
        await using var jump = server.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "select setval('mt_events_sequence', (select last_value + 25000 from mt_events_sequence))");
        await jump.ExecuteScalarAsync();
        var position = (await (await community.Scheduled()).Done("write-recap", new { summary = "Rare." })).Position;
        Assert.Equal("eventops.meetup.scheduled.v1", Types(await community.Anybody.Get($"events?minPosition={position}&limit=1")).Single());
        var all = (await community.Owner.Get($"events?minPosition={position}")).MustBe(200);
        Assert.Equal("[]", (await community.Owner.Get(all.Next!)).MustBe(200).Text);
    }

    private static IEnumerable<string?> Types(Answer answer) =>
        answer.MustBe(200).Json.EnumerateArray().Select(e => e.GetProperty("type").GetString());
}
