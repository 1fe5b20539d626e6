using System.Globalization;
using System.Text;
using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.EventStore.Reading;
using EventOps.Notifications.Messages;
using EventOps.Server.Meetups;
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
    public async Task at_the_end_there_is_nothing_and_the_link_is_good_for_asking_again()
    {
        var community = await server.NewCommunity();
        var meetup = await community.Scheduled();
        var end = (await community.Anybody.Get((await community.Anybody.Get("events")).Next!)).MustBe(200);
        Assert.Equal("[]", end.Text);
        var position = (await meetup.Done("open-registration", new { url = "https://example.org/r" })).Position;
        Assert.Equal(["eventops.registration.opened.v1"], Types(await community.Anybody.Get($"{end.Next}&minPosition={position}")));
    }

    [Theory]
    [InlineData("after=-1", "after:out_of_range")]
    [InlineData("after=x", "after:out_of_range")]
    [InlineData("after=", "after:out_of_range")]
    [InlineData("after=9223372036854775807", "after:unknown_position")]
    [InlineData("limit=0", "limit:out_of_range")]
    [InlineData("limit=501", "limit:out_of_range")]
    [InlineData("types=eventops.x.*&after=1.5&limit=x", "limit:out_of_range", "types:unknown_type", "after:out_of_range")]
    public async Task what_cannot_be_meant_is_refused_by_name(string query, params string[] fields) =>
        (await (await server.NewCommunity()).Anybody.Get($"events?{query}")).MustRefuse(fields);

    [Fact]
    public async Task an_unchanged_page_is_not_sent_again_and_still_says_where_to_go_on()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var (owner, anybody) = (meetup.Community.Owner, meetup.Community.Anybody);
        var position = (await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides })).Position;
        var full = (await owner.Get($"events?limit=2&minPosition={position}")).MustBe(200);
        var tail = (await anybody.Get($"events?after={position}")).MustBe(200);
        Assert.Empty((await owner.Get("events?limit=2", ("If-None-Match", full.ETag!))).MustBe(304).Bytes);
        // A draft is nothing new to the public.
        await meetup.Done("write-recap", new { summary = "A draft." });
        Assert.NotNull((await anybody.Get($"events?after={position}", ("If-None-Match", tail.ETag!))).MustBe(304).Next);
        (await owner.Get($"events?after={position}", ("If-None-Match", tail.ETag!))).MustBe(200);
        (await anybody.Get("events?limit=2", ("If-None-Match", full.ETag!))).MustBe(200);
        var news = (await meetup.Done("open-registration", new { url = "https://example.org/r" })).Position;
        Assert.Single(Types(await anybody.Get($"events?after={position}&minPosition={news}", ("If-None-Match", tail.ETag!))));
    }

    [Fact]
    public async Task facts_of_the_past_are_marked()
    {
        await using var own = await StreamServer.Start();
        var community = await own.NewCommunity();
        var desk = own.Services.GetRequiredService<MeetupDesk>();
        await desk.Handle(new("one", Guid.CreateVersion7(), [new ScheduleEvent("old", "Old", new(2001, 1, 1, 10, 0), "UTC")], new()
        {
            Metadata = new() { Headers = new Dictionary<string, string> { [ImportHeader.Name] = ImportHeader.Value } },
        }), CancellationToken.None);
        await community.Scheduled("new");
        await own.Services.GetRequiredService<Feed>().WaitForMore(1, CancellationToken.None);
        var facts = (await community.Anybody.Get("events")).Json;
        Assert.True(facts[0].GetProperty("data").GetProperty("imported").GetBoolean());
        Assert.False(facts[1].GetProperty("data").TryGetProperty("imported", out _));
    }

    [Fact]
    public async Task a_rare_community_in_a_long_log_is_found_page_by_page()
    {
        await using var own = await StreamServer.Start();
        var community = await own.NewCommunity();
        await community.Scheduled("first");
        await using (var postgres = NpgsqlDataSource.Create(own.Database.ConnectionString))
        await using (var others = postgres.CreateCommand(
            "insert into mt_streams (tenant_id, id, version) values ('other', '00000000-0000-0000-0000-000000000001', 50000);" +
            "insert into mt_events (seq_id, id, stream_id, version, data, type, tenant_id) select nextval('mt_events_sequence'), gen_random_uuid(), " +
            "'00000000-0000-0000-0000-000000000001', n, '{}', 'foreign', 'other' from generate_series(1, 50000) n"))
            await others.ExecuteNonQueryAsync();
        await community.Scheduled("last");
        await own.Services.GetRequiredService<Feed>().WaitForMore(50_001, CancellationToken.None);

        var (slugs, next, pages) = (new List<string>(), "events?limit=10", 0);
        for (var at = 0L; slugs.Count < 2; pages++)
        {
            var page = (await community.Anybody.Get(next)).MustBe(200);
            slugs.AddRange(page.Json.EnumerateArray().Select(e => e.GetProperty("data").GetProperty("meetup").GetProperty("slug").GetString()!));
            next = page.Next!;
            var reached = long.Parse(next.Split("after=")[1].Split('&')[0], CultureInfo.InvariantCulture);
            Assert.True(reached > at, "A page that leads nowhere would be asked for for ever.");
            at = reached;
        }

        Assert.Equal(["first", "last"], slugs);
        Assert.InRange(pages, 2, 8);
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
