using System.Text;
using System.Text.Json;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Signing;
using EventOps.Notifications.Sinks;
using EventOps.Notifications.Tests.Sinks.Fakes;
using EventOps.Notifications.Tests.Texts;
using EventOps.Testing;

namespace EventOps.Notifications.Tests.Sinks;

public sealed class WebhookSinkTests(SinkWorld world, Judges judges) : IClassFixture<SinkWorld>, IClassFixture<Judges>
{
    private static readonly WebhookSecret Secret = WebhookSecret.Create();
    private static readonly FakeAnswer NoContent = new(204, "");

    [Fact]
    public async Task in_binary_mode_the_body_is_the_data_and_others_understand_it()
    {
        Assert.NotNull(judges);
        await using var service = await FakeService.Start(_ => NoContent);
        var message = TextSamples.Message(History.Published);

        Assert.Null((await Send(service, Outgoing(service, DeliveryMode.Binary))).Error);

        var request = Assert.Single(service.Seen).Request;
        Assert.Equal("application/json", request.Headers["content-type"]);
        Assert.DoesNotContain("ce-datacontenttype", request.Headers.Keys);
        Assert.Equal(JsonDocument.Parse(message.Body).RootElement.GetProperty("data").GetRawText(), request.Text);
        var verdict = await Judges.Judge(Secret.Reveal(), request.Headers, request.Body);
        Assert.Equal("valid", verdict.GetProperty("signature").GetString());
        var understood = verdict.GetProperty("event");
        Assert.Equal(message.EventId.ToString(), understood.GetProperty("id").GetString());
        Assert.Equal(request.Headers["webhook-id"], understood.GetProperty("id").GetString());
        Assert.Equal("eventops.slides.published.v1", understood.GetProperty("type").GetString());
        Assert.Equal(20, understood.GetProperty("sequence").GetString()!.Length);
        Assert.Equal(History.Talk, understood.GetProperty("data").GetProperty("talk").GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("Euro € 😀", "Euro%20%E2%82%AC%20%F0%9F%98%80")]
    [InlineData("100% \"sure\"", "100%25%20%22sure%22")]
    [InlineData("plain/~!'(x)", "plain/~!'(x)")]
    [InlineData("tab\tline\n", "tab%09line%0A")]
    public void attributes_are_encoded_as_the_http_binding_says(string value, string header) =>
        Assert.Equal(header, BinaryMode.Encode(value));

    [Fact]
    public async Task both_schemes_and_all_secrets_sign_and_each_is_verified_by_others()
    {
        await using var service = await FakeService.Start(_ => NoContent);
        var (old, pair) = (WebhookSecret.Create(), WebhookSecret.Create(SignatureScheme.V1a));

        await Send(service, Outgoing(service) with { Secrets = new([Secret, old, pair], null, new Dictionary<string, string>()) });

        var request = Assert.Single(service.Seen).Request;
        foreach (var v1 in new[] { Secret, old })
        {
            var verdict = await Judges.Judge(v1.Reveal(), request.Headers, request.Body, pair.ForReceiver());
            Assert.Equal("valid", verdict.GetProperty("signature").GetString());
            Assert.True(verdict.GetProperty("v1a").GetBoolean());
        }

        var touched = await Judges.Judge(Secret.Reveal(), request.Headers, [.. request.Body, 32], pair.ForReceiver());
        Assert.False(touched.GetProperty("v1a").GetBoolean());
    }

    [Fact]
    public async Task extra_headers_go_along_and_never_instead_of_ours()
    {
        await using var service = await FakeService.Start(_ => NoContent);
        var headers = new Dictionary<string, string>
        {
            ["Authorization"] = "Bearer of-the-owner", ["X-Env"] = "live", ["Webhook-Id"] = "forged", ["webhook-signature"] = "v1,forged",
            ["Content-Type"] = "text/html", ["ce-type"] = "forged", ["Host"] = "evil.example", ["User-Agent"] = "forged",
            ["Transfer-Encoding"] = "chunked",
        };

        await Send(service, Outgoing(service, DeliveryMode.Binary) with { Secrets = new([Secret], null, headers) });

        var request = Assert.Single(service.Seen).Request;
        Assert.Equal("Bearer of-the-owner", request.Headers["authorization"]);
        Assert.Equal("live", request.Headers["x-env"]);
        Assert.DoesNotContain(request.Headers.Values, value => value.Contains("forged", StringComparison.Ordinal));
        Assert.Equal("application/json", request.Headers["content-type"]);
        Assert.Equal(service.Authority, request.Headers["host"]);
    }

    [Theory]
    [InlineData("events.example.org", "*")]
    [InlineData("*", "120")]
    [InlineData("other.example, Events.Example.Org", null)]
    public async Task a_sink_that_consents_is_asked_once(string allowedOrigin, string? allowedRate)
    {
        await using var service = await FakeService.Start(request => request.Method == "OPTIONS"
            ? new(405, "", [("WebHook-Allowed-Origin", allowedOrigin), .. Rate(allowedRate)])
            : NoContent);
        var clock = new FakeClock();
        await using var router = Router(service, clock);
        var message = Outgoing(service) with { Handshake = true };

        Assert.Null((await router.Send(message, SinkWorld.Soon)).Error);
        await Until(async () => (await router.Send(message, SinkWorld.Soon)).Error is null);

        Assert.Equal(["OPTIONS", "POST", "POST"], service.Seen.Select(s => s.Request.Method));
        Assert.All(service.Seen, s => Assert.Equal("events.example.org", s.Request.Headers["webhook-request-origin"]));
        Assert.Equal("120", service.Seen[0].Request.Headers["webhook-request-rate"]);
        clock.Advance(TimeSpan.FromMinutes(61));
        await Until(async () => (await router.Send(message, SinkWorld.Soon)).Error is null);
        Assert.Equal(2, service.Seen.Count(s => s.Request.Method == "OPTIONS"));
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(200, "other.example")]
    [InlineData(404, null)]
    public async Task a_sink_that_does_not_consent_gets_nothing_and_is_asked_again(int status, string? origin)
    {
        await using var service = await FakeService.Start(request => request.Method == "OPTIONS"
            ? new(status, "", origin is null ? [] : [("WebHook-Allowed-Origin", origin)])
            : NoContent);
        await using var router = Router(service);
        var message = Outgoing(service) with { Handshake = true };

        var attempt = await router.Send(message, SinkWorld.Soon);
        await router.Send(message, SinkWorld.Soon);

        Assert.Equal((AttemptError.NotConsented, status), (attempt.Error!.Value, attempt.Status));
        Assert.Contains("WebHook-Allowed-Origin", attempt.Advice);
        Assert.Equal(["OPTIONS", "OPTIONS"], service.Seen.Select(s => s.Request.Method));
    }

    [Fact]
    public async Task an_allowed_rate_is_kept()
    {
        await using var service = await FakeService.Start(request => request.Method == "OPTIONS"
            ? new(200, "", ("WebHook-Allowed-Origin", "*"), ("WebHook-Allowed-Rate", "1"))
            : NoContent);
        await using var router = Router(service);
        var message = Outgoing(service) with { Handshake = true };

        Assert.Null((await router.Send(message, SinkWorld.Soon)).Error);
        var second = await router.Send(message, SinkWorld.Soon);

        Assert.Equal(AttemptError.Waiting, second.Error);
        Assert.InRange(second.RetryAfter!.Value.TotalSeconds, 50, 60);
    }

    [Fact]
    public async Task a_token_in_the_query_is_not_kept_when_it_is_echoed()
    {
        await using var service = await FakeService.Start(request => new(400, $"no {request.Query["key"]}"));

        var attempt = await Send(service, Outgoing(service) with { Address = $"{service.Address}/hook?key=very-secret-token" });

        Assert.Equal("no ***", Encoding.UTF8.GetString(attempt.Answer.Span));
    }

    private static (string, string)[] Rate(string? rate) => rate is null ? [] : [("WebHook-Allowed-Rate", rate)];

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var deadline = Environment.TickCount64 + 20_000; !await holds(); await Task.Delay(100))
            Assert.True(Environment.TickCount64 < deadline, "it never came to hold");
    }

    private async Task<Attempt> Send(FakeService service, Outgoing outgoing)
    {
        await using var router = Router(service);
        return await router.Send(outgoing, SinkWorld.Soon);
    }

    private SinkRouter Router(FakeService service, TimeProvider? clock = null) =>
        world.Router(service, clock, new() { PublicAddress = new Uri("https://events.example.org") });

    private static Outgoing Outgoing(FakeService service, DeliveryMode mode = DeliveryMode.Structured) =>
        SinkWorld.Outgoing(SubscriptionKind.Webhook, service.Address + "/hook", mode: mode, signing: [Secret]);
}
