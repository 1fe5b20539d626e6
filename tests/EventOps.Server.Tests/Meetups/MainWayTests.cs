using System.Net;
using System.Text.Json;

namespace EventOps.Server.Tests.Meetups;

/// <summary>The main job: from an empty calendar to a recap that people read.</summary>
public sealed class MainWayTests(ServerFixture server)
{
    [Fact]
    public async Task scheduling_answers_where_the_meetup_is_and_what_was_appended()
    {
        var community = await server.NewCommunity();
        var answer = await community.Owner.Post("meetups", new
        {
            slug = "wasm-day",
            title = "WebAssembly Open Day",
            start = "2021-12-18T13:00",
            end = "2021-12-18T17:00",
            zone = "Asia/Shanghai",
            weekday = "sunday",
        });

        answer.MustBe(201);
        Assert.Equal($"/api/communities/{community.Name}/meetups/wasm-day", answer.Location);
        Assert.Equal("\"1\"", answer.ETag);
        Assert.Equal(["meetupId", "slug", "version", "position", "events", "warnings"], answer.Json.EnumerateObject().Select(f => f.Name));
        Assert.Equal("wasm-day", answer.Json.GetProperty("slug").GetString());
        Assert.Equal(1, answer.Version);
        Assert.Equal(["event_scheduled"], answer.Events);
        var warning = Assert.Single(answer.Json.GetProperty("warnings").EnumerateArray());
        Assert.Equal("meetup.weekday_mismatch", warning.GetProperty("code").GetString());
        Assert.Equal("weekday", warning.GetProperty("path").GetString());

        var meetup = (await community.Anybody.Get(answer.Location!)).MustBe(200);
        Assert.Equal("2021-12-18T13:00", meetup.Json.GetProperty("start").GetString()![..16]);
        Assert.Equal("\"1-public\"", meetup.ETag);
    }

    [Fact]
    public async Task a_meetup_goes_from_its_agenda_to_its_recap()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled(start: "2021-12-18T13:00")).WithDeck();
        await meetup.Done("publish-agenda", new { comment = "first" });
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        await meetup.Done("write-recap", new { summary = "七个话题，一个下午。" });
        var last = await meetup.Done("publish-recap", new { });

        Assert.Equal("\"9\"", last.ETag);
        Assert.Equal(
            ["event_scheduled", "speaker_added", "talk_added", "slot_placed", "slides_attached", "agenda_published", "slides_published",
             "recap_written", "recap_published"], await meetup.Stored());
        var agenda = (await meetup.Community.Anybody.Get($"{meetup.Path}/agenda?minPosition={last.Position}")).MustBe(200).Json;
        Assert.Equal(1, agenda.GetProperty("release").GetProperty("number").GetInt32());
        var talk = agenda.GetProperty("days")[0].GetProperty("slots")[0].GetProperty("talk");
        Assert.Equal("WebAssembly 开源之路", talk.GetProperty("title").GetString());
        Assert.Equal(TestMeetup.DeckUrl, talk.GetProperty("slides")[0].GetProperty("url").GetString());
        var recap = (await meetup.Community.Anybody.Get($"{meetup.Path}/recap?minPosition={last.Position}")).MustBe(200).Json;
        Assert.Equal("七个话题，一个下午。", recap.GetProperty("summary").GetString());
        Assert.Equal(TestMeetup.DeckUrl, recap.GetProperty("downloads")[0].GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("agenda")]
    [InlineData("recap")]
    public async Task a_page_is_sent_once_and_answered_304_until_it_changes(string page)
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled(start: "2021-12-18T13:00")).WithDeck();
        await meetup.Done("publish-agenda", new { });
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        await meetup.Done("write-recap", new { summary = "One afternoon." });
        var before = await meetup.Done("publish-recap", new { });
        var anybody = meetup.Community.Anybody;
        await anybody.Get($"{meetup.Path}/{page}?minPosition={before.Position}");
        var address = $"/{meetup.Community.Name}/{meetup.Slug}/{page}";

        var first = (await anybody.Get(address)).MustBe(200);
        Assert.Equal("text/html", first.MediaType);
        Assert.Contains(TestMeetup.DeckUrl, first.Text, StringComparison.Ordinal);
        var unchanged = (await anybody.Get(address, ("If-None-Match", first.ETag!))).MustBe(304);
        Assert.Empty(unchanged.Bytes);
        Assert.Equal(first.ETag, unchanged.ETag);
        var head = (await anybody.Send(HttpMethod.Head, address, null)).MustBe(200);
        Assert.Empty(head.Bytes);
        Assert.Equal((first.ETag, first.Length), (head.ETag, head.Length));

        var after = await meetup.Done("replace-slides", new { slidesId = TestMeetup.Slides, url = "https://example.org/second.pdf", reason = "typo" });
        await anybody.Get($"{meetup.Path}/{page}?minPosition={after.Position}");
        var second = (await anybody.Get(address, ("If-None-Match", first.ETag!))).MustBe(200);
        Assert.Contains("https://example.org/second.pdf", second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestMeetup.DeckUrl, second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_page_of_a_community_lists_its_meetups_and_the_json_addresses_answer()
    {
        var meetup = await (await server.NewCommunity()).Scheduled("on-the-list");
        var anybody = meetup.Community.Anybody;
        var position = (await meetup.Done("set-channel", new { kind = "dingTalk", number = "34197075" })).Position;
        foreach (var read in (string[])["meetups", $"{meetup.Path}/agenda"])
            (await anybody.Get($"{read}?minPosition={position}")).MustBe(200);

        Assert.Contains("Spring meetup", (await anybody.Get($"/{meetup.Community.Name}")).MustBe(200).Text, StringComparison.Ordinal);
        var moved = (await anybody.Get($"/{meetup.Community.Name}/{meetup.Slug}")).MustBe((int)HttpStatusCode.Found);
        Assert.Equal($"/{meetup.Community.Name}/{meetup.Slug}/agenda", moved.Location);
        var json = (await anybody.Get($"/{meetup.Community.Name}/{meetup.Slug}/agenda.json")).MustBe(200);
        Assert.Equal((await anybody.Get($"{meetup.Path}/agenda")).Bytes, json.Bytes);
        (await anybody.Get($"/{meetup.Community.Name}/{meetup.Slug}/recap.json")).MustBe(404, "meetup.not_found");
    }

    [Fact]
    public async Task a_read_waits_for_the_position_it_asks_for_and_says_so_when_it_does_not_come()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var answer = await meetup.Done("revise-event", new { title = "Summer meetup" });

        var read = (await meetup.Community.Anybody.Get($"{meetup.Path}/agenda?minPosition={answer.Position}")).MustBe(200);
        Assert.Equal("Summer meetup", read.Json.GetProperty("meetup").GetProperty("title").GetString());
        (await meetup.Community.Anybody.Get($"{meetup.Path}/agenda?minPosition={long.MaxValue}")).MustBe(503, "read.behind");
    }

    [Fact]
    public async Task an_earlier_release_stays_as_it_was()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        await meetup.Done("publish-agenda", new { comment = "one" });
        await meetup.Done("move-slot", new { slotId = TestMeetup.Slot, start = "15:00", end = "15:40" });
        var second = await meetup.Done("publish-agenda", new { comment = "two" });
        var anybody = meetup.Community.Anybody;

        var releases = (await anybody.Get($"{meetup.Path}/agenda/releases?minPosition={second.Position}")).MustBe(200).Json.GetProperty("releases");
        Assert.Equal(["one", "two"], releases.EnumerateArray().Select(r => r.GetProperty("comment").GetString()));
        Assert.StartsWith("13:00", Start(await anybody.Get($"{meetup.Path}/agenda/releases/1")), StringComparison.Ordinal);
        Assert.StartsWith("15:00", Start(await anybody.Get($"{meetup.Path}/agenda/releases/2")), StringComparison.Ordinal);
        (await anybody.Get($"{meetup.Path}/agenda/releases/3")).MustBe(404, "release.not_found");

        static string Start(Answer answer) => answer.Json.GetProperty("days")[0].GetProperty("slots")[0].GetProperty("start").GetString()!;
    }

    [Fact]
    public async Task a_batch_is_one_append_or_nothing()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var refused = await meetup.Command("commands", """
            [{"type":"AddSpeaker","name":"Ada"},{"type":"PublishSlides","slidesId":"00000009-0000-0000-0000-000000000000"}]
            """);
        refused.MustBe(404, "slides.not_found");
        Assert.Equal(1, refused.Json.GetProperty("command").GetInt32());
        Assert.Equal(["event_scheduled"], await meetup.Stored());

        var done = (await meetup.Command("commands", """[{"type":"AddSpeaker","name":"Ada"},{"type":"WriteRecap","summary":"Good."}]""")).MustBe(200);
        Assert.Equal(["speaker_added", "recap_written"], done.Events);
        Assert.Equal(3, done.Version);
    }

    [Fact]
    public async Task the_history_tells_who_did_what_by_which_command_page_by_page()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        await meetup.Command("add-speaker", new { name = "Ada" }, ("X-Correlation-Id", "trace-7"));
        var owner = meetup.Community.Owner;

        var page = (await owner.Get($"{meetup.Path}/history?limit=1")).Json;
        Assert.Equal(1, page.GetProperty("next").GetInt64());
        var entry = (await owner.Get($"{meetup.Path}/history?after=1")).Json.GetProperty("entries")[0];
        Assert.Equal("AddSpeaker", entry.GetProperty("command").GetString());
        Assert.StartsWith("key:eo_", entry.GetProperty("user").GetString(), StringComparison.Ordinal);
        Assert.Equal("trace-7", entry.GetProperty("correlationId").GetString());
        Assert.Equal("Ada", entry.GetProperty("data").GetProperty("name").GetString());
        var end = (await owner.Get($"{meetup.Path}/history?after=2")).Json;
        Assert.Equal(JsonValueKind.Array, end.GetProperty("entries").ValueKind);
        Assert.Equal(2, end.GetProperty("next").GetInt64());
    }
}
