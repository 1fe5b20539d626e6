using System.Text;
using System.Text.Json;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Messages;
using EventOps.Notifications.Signing;
using EventOps.Notifications.Tests.Sinks.Fakes;
using EventOps.Notifications.Tests.Texts;

namespace EventOps.Notifications.Tests.Sinks;

/// <summary>Builds of static sites: a dispatch on GitHub, and a plain POST.</summary>
public sealed class GitHubSinkTests(SinkWorld world) : IClassFixture<SinkWorld>
{
    private const string Token = "github_pat_secret";
    private static readonly SubscriptionTarget Target = new(Owner: "sofastack", Repository: "site", EventType: "pages");

    [Fact]
    public async Task a_dispatch_names_the_pages_that_changed()
    {
        await using var service = await FakeService.Start(GitHub);
        var message = Changed(["/sofa/meetup-13/agenda.md", "/sofa/feed.atom"], ["/sofa/old.md"]);

        var attempt = await Send(service, message);

        Assert.Equal((204, null), (attempt.Status, attempt.Error));
        var request = Assert.Single(service.Seen).Request;
        Assert.Equal("pages", request.Json.GetProperty("event_type").GetString());
        Assert.Equal(
            $$"""{"id":"{{message.EventId}}","type":"eventops.site.changed.v1","community":"sofa","position":42,"changed":["/sofa/meetup-13/agenda.md","/sofa/feed.atom"],"removed":["/sofa/old.md"]}""",
            request.Json.GetProperty("client_payload").GetRawText());
    }

    [Fact]
    public async Task ten_thousand_pages_are_cut_to_what_github_takes_and_it_says_so()
    {
        await using var service = await FakeService.Start(GitHub);

        Assert.Null((await Send(service, Changed([.. Enumerable.Range(1, 10_000).Select(n => $"/sofa/{new string('长', 40)}/{n}.md")], []))).Error);

        var payload = Assert.Single(service.Seen).Request.Json.GetProperty("client_payload");
        Assert.True(payload.GetProperty("truncated").GetBoolean());
        Assert.InRange(payload.GetProperty("changed").GetArrayLength(), 50, 250);
    }

    [Fact]
    public async Task a_fact_or_a_test_message_is_a_dispatch_as_well()
    {
        await using var service = await FakeService.Start(GitHub);

        Assert.Null((await Send(service, TextSamples.Message(History.Published))).Error);

        Assert.Equal("meetup-13", service.Seen[0].Request.Json.GetProperty("client_payload").GetProperty("meetup").GetString());
    }

    [Theory]
    [InlineData(401, "", "", AttemptError.Misconfigured)]
    [InlineData(403, "", "", AttemptError.Misconfigured)]
    [InlineData(404, "", "", AttemptError.Misconfigured)]
    [InlineData(422, "", "", AttemptError.Rejected)]
    [InlineData(403, "x-ratelimit-remaining", "0", AttemptError.Throttled)]
    [InlineData(429, "retry-after", "77", AttemptError.Throttled)]
    [InlineData(500, "", "", AttemptError.Refused)]
    [InlineData(200, "", "", AttemptError.NotConfirmed)]
    [InlineData(301, "location", "https://evil.example", AttemptError.Redirect)]
    public async Task what_github_answers_is_classed(int status, string header, string value, AttemptError error)
    {
        await using var service = await FakeService.Start(_ => new(status, "{}", header.Length == 0 ? [] : [(header, value)]));

        var attempt = await Send(service, TextSamples.Message(History.Published));

        Assert.Equal(error, attempt.Error);
        Assert.Equal(error is AttemptError.Throttled ? (value == "77" ? 77 : 60) : null, attempt.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task without_a_token_or_a_repository_nothing_is_sent()
    {
        await using var service = await FakeService.Start(GitHub);

        Assert.Equal(AttemptError.Misconfigured, (await Send(service, TextSamples.Message(History.Published), token: null)).Error);
        Assert.Equal(AttemptError.Misconfigured, (await Send(service, TextSamples.Message(History.Published), target: SubscriptionTarget.None)).Error);
        Assert.Empty(service.Seen);
    }

    [Fact]
    public async Task a_site_gets_the_signed_list_by_a_plain_post()
    {
        await using var service = await FakeService.Start(_ => new(200, "building"));
        await using var router = world.Router(service);
        var message = Changed(["/sofa/feed.atom"], []);

        var attempt = await router.Send(
            SinkWorld.Outgoing(SubscriptionKind.Site, $"{service.Address}/build/secret-hook", message: message, signing: [WebhookSecret.Create()]),
            SinkWorld.Soon);

        Assert.Null(attempt.Error);
        var request = Assert.Single(service.Seen).Request;
        Assert.Equal("/sofa/feed.atom", request.Json.GetProperty("data").GetProperty("changed")[0].GetString());
        Assert.Equal(message.EventId.ToString(), request.Headers["webhook-id"]);
        Assert.StartsWith("v1,", request.Headers["webhook-signature"], StringComparison.Ordinal);
    }

    // As GitHub documents it.
    private static FakeAnswer GitHub(FakeRequest request)
    {
        if (request.Headers.GetValueOrDefault("authorization") != $"Bearer {Token}")
            return FakeAnswer.Of(401, new { message = "Bad credentials" });
        if (request.Method != "POST" || request.Path != "/repos/sofastack/site/dispatches")
            return FakeAnswer.Of(404, new { message = "Not Found" });
        var right = request.Headers.GetValueOrDefault("accept") == "application/vnd.github+json"
            && request.Headers.ContainsKey("user-agent") && request.Headers.ContainsKey("x-github-api-version")
            && request.Json.Text("event_type").Length is > 0 and <= 100
            && request.Json.Object("client_payload").EnumerateObject().Count() <= 10 && request.Body.Length < 64 * 1024;
        return right ? new(204, "") : FakeAnswer.Of(422, new { message = "Invalid request." });
    }

    private async Task<Attempt> Send(FakeService service, Message message, string? token = Token, SubscriptionTarget? target = null)
    {
        await using var router = world.Router(service);
        return await router.Send(
            SinkWorld.Outgoing(SubscriptionKind.GitHub, service.Address, token, target ?? Target, message), SinkWorld.Soon);
    }

    private static Message Changed(string[] changed, string[] removed)
    {
        var id = History.Id(0xEE, 7);
        var body = MessageWriter.WriteSiteChanged(id, "sofa", History.Id(0x55, 1), 42, changed, removed);
        Assert.Equal("sofa", JsonDocument.Parse(body).RootElement.GetProperty("source").GetString()!.Split('/')[2]);
        Assert.NotEmpty(Encoding.UTF8.GetString(body.Span));
        return new(id, 42, History.Recorded, "sofa", MessageTypes.SiteChanged, true, false, body);
    }
}
