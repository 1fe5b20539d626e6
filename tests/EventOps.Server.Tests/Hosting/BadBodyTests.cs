using System.Text;

namespace EventOps.Server.Tests.Hosting;

/// <summary>Bodies that are no command, each named with its field and rule; nothing of them is stored.</summary>
public sealed class BadBodyTests(ServerFixture server)
{
    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("{\"name\":\"Ada\"} {}")]
    [InlineData("{\"name\":'Ada'}")]
    [InlineData("{\"name\":\"Ada\",}")]
    [InlineData("{\"name\":\"A\tda\"}")]
    [InlineData("\uFEFF{\"name\":\"Ada\"}")]
    public async Task what_is_not_json_is_malformed(string body) =>
        await Refused("add-speaker", Encoding.UTF8.GetBytes(body.Length == 0 ? " " : body), 400, "request.malformed_json");

    [Fact]
    public async Task what_is_not_utf_8_is_malformed() =>
        await Refused("add-speaker", [.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8], 400, "request.malformed_json");

    [Fact]
    public async Task json_nested_too_deeply_is_malformed() => await Refused(
        "add-speaker", Encoding.UTF8.GetBytes($"{{\"name\":{new string('[', 50_000)}{new string(']', 50_000)}}}"), 400, "request.malformed_json");

    [Theory]
    [InlineData("""{"name":"Ada","age":7}""", "age:unknown_field")]
    [InlineData("""{"Name":"Ada"}""", "Name:unknown_field")]
    [InlineData("""{"name":7}""", "name:wrong_type")]
    [InlineData("""{"name":["Ada"]}""", "name:wrong_type")]
    [InlineData("""{"name":{"first":"Ada"}}""", "name:wrong_type")]
    [InlineData("""{"speakerId":"not-a-uuid","name":"Ada"}""", "speakerId:wrong_type")]
    [InlineData("""{"speakerId":null,"name":"Ada"}""", "speakerId:null")]
    [InlineData("""{"name":"Ada","name":"Grace"}""", "name:duplicate_field")]
    [InlineData("""{"name":"\u0000"}""", "name:control_character")]
    [InlineData("""{"name":"A\nB"}""", "name:control_character")]
    [InlineData("""{"name":" Ada"}""", "name:blank_ends")]
    [InlineData("""{"name":"\ud800"}""", "name:not_text")]
    [InlineData("""{"\ud800":"Ada"}""", ":not_text")]
    [InlineData("""{"bio":"a\u0007b","name":"Ada"}""", "bio:control_character")]
    [InlineData("""[]""", ":wrong_type")]
    [InlineData("""null""", ":wrong_type")]
    [InlineData("""7""", ":wrong_type")]
    [InlineData("""{"name":7,"bio":8,"x":9}""", "name:wrong_type", "bio:wrong_type", "x:unknown_field")]
    public async Task a_speaker_is_refused_by_field(string body, params string[] fields) => await Refused("add-speaker", body, fields);

    [Theory]
    [InlineData("""{}""", "title:required")]
    [InlineData("""{"title":null}""", "title:null")]
    [InlineData("""{"title":""}""", "title:required")]
    [InlineData("""{"title":"T","kind":"talk, panel"}""", "kind:wrong_type")]
    [InlineData("""{"title":"T","kind":"banquet"}""", "kind:wrong_type")]
    [InlineData("""{"title":"T","kind":1}""", "kind:wrong_type")]
    [InlineData("""{"title":"T","kind":"\udfff"}""", "kind:not_text")]
    [InlineData("""{"title":"T","speakers":[{"part":"host"}]}""", "speakers[0].speakerId:required")]
    [InlineData("""{"title":"T","speakers":[null]}""", "speakers[0]:wrong_type")]
    [InlineData("""{"title":"T","speakers":"Ada"}""", "speakers:wrong_type")]
    [InlineData("""{"title":"T","takeaways":["ok",""]}""", "takeaways[1]:required")]
    [InlineData("""{"title":"T","takeaways":[null]}""", "takeaways[0]:wrong_type")]
    [InlineData("""{"title":"T","language":"not a language"}""", "language:not_a_language")]
    public async Task a_talk_is_refused_by_field(string body, params string[] fields) => await Refused("add-talk", body, fields);

    [Fact]
    public async Task a_message_names_its_field_as_the_client_wrote_it()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var refused = await meetup.Command("publish-slides", new { slidesId = Guid.Empty });
        Assert.Equal("'slidesId' must name something.", refused.MustBe(400).Json.GetProperty("errors")[0].GetProperty("message").GetString());
        refused = await meetup.Command("revise-event", new { tags = new[] { "" } });
        Assert.Equal("'tags[0]' must not be empty.", refused.MustBe(400).Json.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("revise-event", """{"tags":["ok",""]}""", "tags[1]:required")]
    [InlineData("revise-event", """{"tags":["\u0001"]}""", "tags[0]:control_character")]
    [InlineData("revise-event", """{"title":""}""", "title:required")]
    [InlineData("revise-talk", """{"talkId":"00000002-0000-0000-0000-000000000000","takeaways":[""]}""", "takeaways[0]:required")]
    [InlineData("revise-talk", """{"talkId":"00000000-0000-0000-0000-000000000000"}""", "talkId:required")]
    public async Task a_revision_is_refused_by_field(string command, string body, params string[] fields) => await Refused(command, body, fields);

    [Theory]
    [InlineData("""{"title":"T","url":"javascript:alert(1)"}""", "url:not_a_link")]
    [InlineData("""{"title":"T","url":"https://user:secret@example.org/"}""", "url:not_a_link")]
    [InlineData("""{"title":"T","url":"example.org/x.pdf"}""", "url:not_a_link")]
    [InlineData("""{"title":"T","url":"https://"}""", "url:not_a_link")]
    [InlineData("""{"title":"T","url":""}""", "url:required")]
    [InlineData("""{"title":"T"}""", "url:required")]
    public async Task slides_are_refused_by_field(string body, params string[] fields) => await Refused("attach-slides", body, fields);

    [Theory]
    [InlineData("""{"kind":"break","start":"25:00","end":"13:00"}""", "start:wrong_type")]
    [InlineData("""{"kind":"break","start":"13:00"}""", "end:required")]
    [InlineData("""{"kind":"break","start":"13:00","end":"14:00","day":1.5}""", "day:wrong_type")]
    [InlineData("""{"kind":"break","start":"13:00","end":"14:00","day":99999999999}""", "day:wrong_type")]
    [InlineData("""{"kind":"break","start":"13:00","end":"14:00","day":1e400000}""", "day:wrong_type")]
    public async Task a_slot_is_refused_by_field(string body, params string[] fields) => await Refused("place-slot", body, fields);

    [Theory]
    [InlineData("add-speaker", "name", 200)]
    [InlineData("add-speaker", "alias", 200)]
    [InlineData("add-speaker", "organisation", 200)]
    [InlineData("add-speaker", "role", 300)]
    [InlineData("add-speaker", "bio", 20_000)]
    [InlineData("revise-event", "title", 300)]
    [InlineData("revise-event", "theme", 300)]
    [InlineData("revise-event", "summary", 20_000)]
    [InlineData("revise-event", "series", 200)]
    [InlineData("postpone-event", "reason", 1_000)]
    [InlineData("write-recap", "summary", 100_000)]
    [InlineData("publish-agenda", "comment", 1_000)]
    public async Task a_text_of_the_limit_passes_the_shape_and_one_more_character_does_not(string command, string field, int most)
    {
        var fits = await (await (await server.NewCommunity()).Scheduled()).Command(command, $$"""{"{{field}}":"{{new string('中', most)}}"}""");
        Assert.NotEqual(400, fits.Status);
        await Refused(command, $$"""{"{{field}}":"{{new string('中', most + 1)}}"}""", [$"{field}:too_long"]);
    }

    [Theory]
    [InlineData("""{"title":"T","start":"2031-04-12T13:00","zone":"UTC"}""", "slug:required")]
    [InlineData("""{"slug":"Not A Slug","title":"T","start":"2031-04-12T13:00","zone":"UTC"}""", "slug:not_a_slug")]
    [InlineData("""{"slug":"people","title":"T","start":"2031-04-12T13:00","zone":"UTC"}""", "slug:reserved")]
    [InlineData("""{"slug":"s","title":"T","start":"2031-02-30T13:00","zone":"UTC"}""", "start:wrong_type")]
    [InlineData("""{"slug":"s","title":"T","start":"2031-04-12T13:00Z","zone":"UTC"}""", "start:wrong_type")]
    [InlineData("""{"slug":"s","title":"T","start":"2031-04-12T13:00","zone":""}""", "zone:required")]
    [InlineData("""{"slug":"s","title":"T","start":"2031-04-12T13:00","zone":"UTC","venue":{"name":""}}""", "venue.name:required")]
    [InlineData("""{"slug":"s","title":"T","start":"2031-04-12T13:00","zone":"UTC","weekday":"someday"}""", "weekday:wrong_type")]
    [InlineData("""{"slug":"s","title":"T","start":"2031-04-12T13:00","zone":"UTC","meetupId":"x"}""", "meetupId:wrong_type")]
    [InlineData("""{"slug":"s","title":"T","start":"2031-04-12T13:00","zone":"UTC","meetupId":"00000000-0000-0000-0000-000000000000"}""", "meetupId:wrong_type")]
    [InlineData("""{"slug":"s","title":"T","start":"2031-04-12T13:00","zone":"UTC","meetupId":"\ud800"}""", "meetupId:not_text")]
    [InlineData("""{"slug":"s","title":"T","start":"2031-04-12T13:00","zone":"UTC","meetupId":"00000001-0000-0000-0000-000000000000","theme":"\ud800"}""", "theme:not_text")]
    [InlineData("""{"slug":"s","title":"T","start":"2031-04-12T13:00","zone":"UTC","tags":["a","\u0000"]}""", "tags[1]:control_character")]
    public async Task a_meetup_is_refused_by_field(string body, params string[] fields)
    {
        var community = await server.NewCommunity();
        (await community.Owner.Post("meetups", body)).MustRefuse(fields);
        Assert.Equal("[]", (await community.Owner.Get("events")).Text);
    }

    [Theory]
    [InlineData("""{}""", ":wrong_type")]
    [InlineData("""[]""", ":wrong_type")]
    [InlineData("""[7]""", "[0]:wrong_type")]
    [InlineData("""[{"name":"Ada"}]""", "[0].type:required")]
    [InlineData("""[{"type":"\ud800"}]""", "[0].type:not_text")]
    [InlineData("""[{"type":"AddSpeaker","type":"AddTalk"}]""", "[0].type:duplicate_field")]
    [InlineData("""[{"type":"ScheduleEvent"}]""", "[0].type:unknown_command")]
    [InlineData("""[{"type":"Nonsense"}]""", "[0].type:unknown_command")]
    [InlineData("""[{"type":"AddSpeaker","name":"Ada"},{"type":"AddSpeaker","nam":"Ada"}]""", "[1].nam:unknown_field")]
    public async Task a_batch_is_refused_by_index_and_field(string body, params string[] fields) => await Refused("commands", body, fields);

    [Fact]
    public async Task a_batch_has_a_limit() => await Refused(
        "commands", $"[{string.Join(',', Enumerable.Repeat("""{"type":"AddSpeaker","name":"Ada"}""", 1_001))}]", [":too_many"]);

    [Fact]
    public async Task a_body_wrong_in_ten_thousand_places_gets_a_short_answer()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var answer = await meetup.Command("add-speaker", $"{{{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"f{i}\":0"))}}}");
        Assert.Equal(100, answer.MustBe(400, "request.invalid").Fields.Count);
    }

    private Task Refused(string command, string body, IReadOnlyList<string> fields) =>
        Refused(command, Encoding.UTF8.GetBytes(body), answer => answer.MustRefuse(fields));

    private Task Refused(string command, byte[] body, int status, string code) =>
        Refused(command, body, answer => answer.MustBe(status, code));

    private async Task Refused(string command, byte[] body, Action<Answer> check)
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        check(await meetup.Community.Owner.Send(HttpMethod.Post, $"{meetup.Path}/{command}", content));
        Assert.Equal(["event_scheduled"], await meetup.Stored());
    }
}
