using System.Globalization;
using System.Text;

namespace EventOps.Server.Tests.Feeds;

/// <summary>What one reader of an event stream sees.</summary>
public sealed class EventStreamTests(ServerFixture server)
{
    [Fact]
    public async Task a_fact_is_the_same_bytes_pushed_pulled_and_streamed()
    {
        var receiver = await server.NewReceiver();
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        (await meetup.Community.Owner.Post("subscriptions", new { name = "bot", sink = receiver.Sink, types = new[] { "eventops.slides.*" } })).MustBe(201);
        await using var stream = await Open(meetup.Community);
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });

        var (pushed, streamed) = (await receiver.Next(), await stream.NextMessage());
        var pulled = await meetup.Community.Anybody.Get("events?types=eventops.slides.*");
        Assert.Equal(Encoding.UTF8.GetString(pushed.Body), streamed.Data);
        Assert.Equal($"[{streamed.Data}]", pulled.Text);
        Assert.Equal(pushed.Position, streamed.Id);
        Assert.Equal(pushed.Id, pulled.Json[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task it_begins_with_a_pause_and_a_place_to_come_back_to()
    {
        var community = await server.NewCommunity();
        var position = (await (await community.Scheduled()).Done("write-recap", new { summary = "Before." })).Position;
        await using var stream = await Open(community);
        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType!.ToString());
        Assert.True(stream.Response.Headers.CacheControl is { NoCache: true, NoTransform: true });
        Assert.Equal("no", Header(stream, "X-Accel-Buffering"));
        Assert.Equal("*", Header(stream, "Access-Control-Allow-Origin"));
        Assert.InRange((await stream.Next())!.Retry!.Value, 1_000, 4_000);
        var bookmark = await stream.Next();
        Assert.True(bookmark!.IsBookmark);
        Assert.True(bookmark.Id >= position, $"{bookmark.Id} is before {position}: what happened earlier would be told again.");
    }

    [Fact]
    public async Task the_header_wins_over_the_address()
    {
        var community = await server.NewCommunity();
        var meetup = await community.Scheduled();
        var opened = await meetup.Done("open-registration", new { url = "https://example.org/r" });
        var closed = await meetup.Done("close-registration", new { reason = "Full" });
        await using var all = await Open(community, "?after=0");
        Assert.Contains("meetup.scheduled", (await all.NextMessage()).Data, StringComparison.Ordinal);
        await using var rest = await Open(community, "?after=0", lastEventId: opened.Position);
        Assert.Equal(closed.Position, (await rest.NextMessage()).Id);
    }

    [Theory]
    [InlineData("?after=-1", null, "after:out_of_range")]
    [InlineData("?after=x", null, "after:out_of_range")]
    [InlineData("?after=9000000000000000000", null, "after:unknown_position")]
    [InlineData("?after=99999999999999999999", null, "after:out_of_range")]
    [InlineData("", "0x10", "Last-Event-ID:out_of_range")]
    [InlineData("", "9000000000000000000", "Last-Event-ID:unknown_position")]
    [InlineData("?types=eventops.nonsense", null, "types:unknown_type")]
    public async Task what_is_no_cursor_and_no_type_is_refused_by_name(string query, string? lastEventId, string field)
    {
        var anybody = (await server.NewCommunity()).Anybody;
        var answer = lastEventId is null
            ? await anybody.Get($"events/stream{query}")
            : await anybody.Get($"events/stream{query}", ("Last-Event-ID", lastEventId));
        answer.MustRefuse(field);
    }

    [Fact]
    public async Task drafts_are_for_a_key()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        await using var open = await Open(meetup.Community, "?after=0");
        await using var owned = await Open(meetup.Community, "?after=0", meetup.Community.Key);
        Assert.Equal(["meetup.scheduled", "slides.published"], await Types(open, 2));
        Assert.Equal(
            ["meetup.scheduled", "speaker.added", "talk.added", "slot.placed", "slides.attached", "slides.published"], await Types(owned, 6));
        (await meetup.Community.Anybody.Get("events/stream?types=eventops.talk.*")).MustBe(401, "access.key_missing");
        (await meetup.Community.Anybody.Get("events?types=eventops.talk.*")).MustBe(401, "access.key_missing");
    }

    [Fact]
    public async Task types_narrow_the_stream()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        await using var stream = await Open(meetup.Community, "?after=0&types=eventops.slides.*,eventops.talk.added.v1", meetup.Community.Key);
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        Assert.Equal(["talk.added", "slides.attached", "slides.published"], await Types(stream, 3));
        var many = string.Join(',', Enumerable.Repeat("eventops.*", 21));
        (await meetup.Community.Owner.Get($"events/stream?types={many}")).MustRefuse("types:too_many");
        (await meetup.Community.Owner.Get($"events?types={many}")).MustRefuse("types:too_many");
    }

    [Fact]
    public async Task a_client_that_others_wrote_reads_it()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        var seen = await Judge.Follow(new Uri(server.Address, $"/api/communities/{meetup.Community.Name}/events/stream?after=0"), 2);
        var list = (await meetup.Community.Anybody.Get("events")).Json;
        foreach (var (i, message) in seen.GetProperty("messages").EnumerateArray().Index())
        {
            Assert.Equal(list[i].GetRawText(), message.GetProperty("data").GetString());
            Assert.Equal(list[i].GetProperty("id").GetString(), message.GetProperty("id").GetString());
            Assert.Equal(long.Parse(message.GetProperty("sequence").GetString()!, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
                message.GetProperty("lastEventId").GetString());
            Assert.True(message.GetProperty("valid").GetBoolean());
        }

        Assert.Equal("0", seen.GetProperty("bookmarks")[0].GetString());
    }

    private Task<EventReading> Open(TestCommunity community, string query = "", string? key = null, long? lastEventId = null) =>
        EventReading.Open(server.Address, community.Name, query, key, lastEventId);

    private static string Header(EventReading stream, string name) => Assert.Single(stream.Response.Headers.GetValues(name));

    private static async Task<List<string>> Types(EventReading stream, int count)
    {
        var types = new List<string>();
        while (types.Count < count)
            types.Add(System.Text.Json.JsonElement.Parse((await stream.NextMessage()).Data!).GetProperty("type").GetString()!["eventops.".Length..^3]);
        return types;
    }
}
