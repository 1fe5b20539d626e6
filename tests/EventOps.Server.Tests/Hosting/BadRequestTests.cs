using System.Net.Http.Headers;
using System.Text;

namespace EventOps.Server.Tests.Hosting;

/// <summary>What is wrong around a body: headers, sizes, methods, addresses, queries.</summary>
public sealed class BadRequestTests(ServerFixture server)
{
    [Theory]
    [InlineData("\"99\"", 412, "meetup.version_mismatch")]
    [InlineData("\"0\"", 412, "meetup.version_mismatch")]
    [InlineData("1", 400, "request.if_match")]
    [InlineData("1, 2", 400, "request.if_match")]
    [InlineData("\"99999999999999999999\"", 412, "meetup.version_mismatch")]
    public async Task an_if_match_that_is_stale_or_malformed_changes_nothing(string tag, int status, string code)
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        (await meetup.Command("add-speaker", new { name = "Ada" }, ("If-Match", tag))).MustBe(status, code);
        Assert.Equal(["event_scheduled"], await meetup.Stored());
    }

    [Fact]
    public async Task a_stale_if_match_is_told_the_version_there_is()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        await meetup.Done("add-speaker", new { name = "Ada" });
        var stale = await meetup.Command("add-speaker", new { name = "Grace" }, ("If-Match", "\"1\""));
        Assert.Equal(2, stale.MustBe(412, "meetup.version_mismatch").Version);
        (await meetup.Command("add-speaker", new { name = "Grace" }, ("If-Match", "\"2\""))).MustBe(200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("has a blank")]
    [InlineData(256)]
    public async Task an_idempotency_key_that_is_none_changes_nothing(object key)
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var text = key as string ?? new string('k', (int)key);
        (await meetup.Command("add-speaker", new { name = "Ada" }, ("Idempotency-Key", text))).MustBe(400, "request.idempotency_key");
        Assert.Equal(["event_scheduled"], await meetup.Stored());
    }

    [Theory]
    [InlineData("text/plain", false)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData(null, false)]
    [InlineData("text/plain", true)]
    public async Task a_body_of_another_type_is_refused_however_it_is_sent(string? type, bool chunked)
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        using HttpContent content = chunked
            ? new StreamContent(new Endless(Encoding.UTF8.GetBytes("""{"name":"Ada"}"""), times: 1))
            : new ByteArrayContent(Encoding.UTF8.GetBytes("""{"name":"Ada"}"""));
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        (await meetup.Community.Owner.Send(HttpMethod.Post, $"{meetup.Path}/add-speaker", content)).MustBe(415, "request.not_json");
        Assert.Equal(["event_scheduled"], await meetup.Stored());
    }

    [Fact]
    public async Task a_body_that_is_too_large_is_refused_though_it_does_not_say_how_large_it_is()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        using var content = new StreamContent(new Endless(new byte[1024], times: 5 * 1024)) { Headers = { ContentType = new("application/json") } };
        (await meetup.Community.Owner.Send(HttpMethod.Post, $"{meetup.Path}/write-recap", content)).MustBe(413, "request.too_large");
        Assert.Equal(["event_scheduled"], await meetup.Stored());
    }

    [Fact]
    public async Task addresses_and_methods_that_are_none_are_problems()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var owner = meetup.Community.Owner;
        (await owner.Get("nothing-here")).MustBe(404, "route.not_found");
        (await owner.Post($"{meetup.Path}/no-such-command", new { })).MustBe(404, "route.not_found");
        (await owner.Get($"{meetup.Path}/agenda/releases/latest")).MustBe(404, "route.not_found");
        (await owner.Get("subscriptions/not-a-uuid")).MustBe(404, "route.not_found");
        (await owner.Send(HttpMethod.Delete, meetup.Path, null)).MustBe(405, "route.method_not_allowed");
        (await owner.Send(HttpMethod.Put, "meetups", null)).MustBe(405, "route.method_not_allowed");
        (await owner.Get("nothing-here", ("Accept", "text/html"))).MustBe(404, "route.not_found");
    }

    [Theory]
    [InlineData("meetups?limit=0", "limit:out_of_range")]
    [InlineData("meetups?limit=201", "limit:out_of_range")]
    [InlineData("meetups?limit=many", "limit:out_of_range")]
    [InlineData("meetups?status=absent", "status:unknown_value")]
    [InlineData("meetups?status=1", "status:unknown_value")]
    [InlineData("meetups?status=scheduled,postponed", "status:unknown_value")]
    [InlineData("meetups?from=yesterday&to=2031-02-30", "from:wrong_type", "to:wrong_type")]
    [InlineData("meetups?order=up", "order:unknown_value")]
    [InlineData("meetups?after=nonsense!", "after:not_a_cursor")]
    [InlineData("meetups?after=", "after:not_a_cursor")]
    [InlineData("meetups?after=bnVsbA", "after:not_a_cursor")]
    [InlineData("meetups?after=eyJTb3J0S2V5IjoiXHUwMDAwIiwiS2V5IjoieCJ9", "after:not_a_cursor")]
    [InlineData("meetups?after=eyJTb3J0S2V5IjoiXHVkODAwIiwiS2V5IjoieCJ9", "after:not_a_cursor")]
    [InlineData("meetups?minPosition=-1", "minPosition:wrong_type")]
    [InlineData("meetups/spring-meetup/agenda?minPosition=soon", "minPosition:wrong_type")]
    [InlineData("meetups/spring-meetup/agenda?view=mine", "view:unknown_value")]
    [InlineData("meetups/spring-meetup/recap?view=mine", "view:unknown_value")]
    [InlineData("meetups/spring-meetup/history?after=-1&limit=0", "after:out_of_range", "limit:out_of_range")]
    [InlineData("meetups/spring-meetup/history?limit=abc", "limit:out_of_range")]
    [InlineData("events?after=-1", "after:out_of_range")]
    [InlineData("events?after=99999999999999999999&limit=501", "limit:out_of_range", "after:out_of_range")]
    [InlineData("events?types=slides_published", "types:unknown_type")]
    public async Task a_query_is_refused_by_field(string path, params string[] fields)
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        (await meetup.Community.Owner.Get(path)).MustRefuse(fields);
    }

    [Theory]
    [InlineData("?q=%00")]
    [InlineData("?tag=%00&series=%00")]
    [InlineData("?q=%ED%A0%80")]
    [InlineData("?q=%27%3B%20drop%20table%20mt_events")]
    public async Task a_search_for_what_nothing_holds_finds_nothing(string query)
    {
        var community = await server.NewCommunity();
        await community.Scheduled();
        Assert.Equal("[]", (await community.Anybody.Get($"meetups{query}")).MustBe(200).Json.GetProperty("meetups").GetRawText());
        (await community.Anybody.Get($"/{community.Name}{query}")).MustBe(200);
    }

    [Theory]
    [InlineData("/%5Cevil.example/x")]
    [InlineData("/%E4%B8%AD%E6%96%87/%E4%B8%AD")]
    [InlineData("/a%0D%0AX-Evil:1/b")]
    public async Task nobody_is_sent_on_to_what_an_address_makes_up(string path)
    {
        var answer = (await server.Asker("x", key: null).Get(path)).MustBe(404);
        Assert.Null(answer.Location);
        Assert.Equal("text/html", answer.MediaType);
    }

    /// <summary>A stream that does not tell its length.</summary>
    private sealed class Endless(byte[] piece, int times) : MemoryStream([.. Enumerable.Repeat(piece, times).SelectMany(p => p)])
    {
        public override bool CanSeek => false;
    }
}
