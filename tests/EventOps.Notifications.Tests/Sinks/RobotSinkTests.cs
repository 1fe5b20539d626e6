using System.Text;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Sinks;
using EventOps.Notifications.Sinks.Robots;
using EventOps.Notifications.Tests.Sinks.Fakes;
using EventOps.Testing;

namespace EventOps.Notifications.Tests.Sinks;

/// <summary>Robots over HTTP, each against a service that behaves as its documentation says.</summary>
public sealed class RobotSinkTests(SinkWorld world) : IClassFixture<SinkWorld>
{
    public static TheoryData<SubscriptionKind> Kinds => [.. RobotCase.All.Select(c => c.Kind)];

    [Fact]
    public void the_known_vectors_of_signatures_hold()
    {
        Assert.Equal("BJAjT%2BYd9zBsvswRJmSEB55wcjOT%2B1DRbyD1%2B%2FnbyX8%3D", DingTalk.Sign(1577262236757, "SECf3a1b2"));
        Assert.Equal("l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=", Feishu.Sign(1599360473, "demo"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task a_message_is_taken(SubscriptionKind kind)
    {
        await using var sent = await Sent(kind, 5);

        Assert.Null(sent.Attempt.Error);
        Assert.Single(sent.Service.Seen);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task too_much_is_a_throttle_and_the_robot_is_left_alone_for_as_long(SubscriptionKind kind)
    {
        await using var sent = await Sent(kind, 0);

        Assert.Equal(AttemptError.Throttled, sent.Attempt.Error);
        Assert.Equal(RobotCase.Of(kind).Pause, sent.Attempt.RetryAfter!.Value.TotalSeconds, 3);
        var next = await sent.Again();
        Assert.Equal((AttemptError.Waiting, null), (next.Error!.Value, next.Status));
        Assert.InRange(next.RetryAfter!.Value.TotalSeconds, RobotCase.Of(kind).Pause - 20, RobotCase.Of(kind).Pause);
        Assert.Single(sent.Service.Seen);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task a_robot_that_was_removed_is_the_owners_to_mend(SubscriptionKind kind)
    {
        var robot = RobotCase.Of(kind);
        await using var sent = await Sent(robot with
        {
            Path = robot.Path.Replace("token-of-robot", "another-robot", StringComparison.Ordinal),
            Secret = robot.Secret?.Replace("token-of-robot", "another-robot", StringComparison.Ordinal),
        }, 5);

        Assert.Equal(AttemptError.Misconfigured, sent.Attempt.Error);
        Assert.NotEmpty(sent.Attempt.Advice!);
        Assert.True(sent.Attempt.Error!.Value.IsFinal());
    }

    [Theory]
    [InlineData(SubscriptionKind.DingTalk)]
    [InlineData(SubscriptionKind.Feishu)]
    public async Task another_secret_or_a_wrong_clock_is_the_owners_to_mend(SubscriptionKind kind)
    {
        await using var sent = await Sent(RobotCase.Of(kind) with { Secret = "SEC-of-somebody-else" }, 5);
        var clock = new FakeClock();
        clock.Advance(TimeSpan.FromHours(2));
        await using var skewed = await Sent(RobotCase.Of(kind), 5, clock);

        Assert.Equal(AttemptError.Misconfigured, sent.Attempt.Error);
        Assert.Equal(AttemptError.Misconfigured, skewed.Attempt.Error);
        Assert.Contains("secret", sent.Attempt.Advice);
    }

    public static TheoryData<SubscriptionKind, int, string> OddAnswers
    {
        get
        {
            var odd = new TheoryData<SubscriptionKind, int, string>();
            foreach (var kind in RobotCase.All.Select(c => c.Kind))
            {
                odd.Add(kind, 500, "{\"error\":1}");
                odd.Add(kind, 502, "<html>Bad Gateway</html>");
                odd.Add(kind, 302, "");
                // A workflow of Teams says with its status all that it ever says.
                if (kind is SubscriptionKind.Teams)
                    continue;
                foreach (var body in (string[])
                    ["", "<html>welcome to the hotel</html>", "{\"errcode\":0,\"err", "[0]", "null", "\"ok", "{\"errcode\":\"0\",\"code\":\"0\",\"ok\":\"true\",\"id\":1}", "HUGE"])
                    odd.Add(kind, 200, body);
            }

            return odd;
        }
    }

    [Theory]
    [MemberData(nameof(OddAnswers))]
    public async Task an_answer_that_nobody_understands_is_no_success_and_is_tried_again(SubscriptionKind kind, int status, string body)
    {
        await using var sent = await Sent(kind, 5, answer: new(status, body == "HUGE" ? new string('x', 1 << 20) : body));

        Assert.NotNull(sent.Attempt.Error);
        Assert.False(sent.Attempt.Error!.Value.IsFinal());
        Assert.NotEqual(AttemptError.Waiting, sent.Attempt.Error);
        Assert.InRange(sent.Attempt.Answer.Length, 0, 2048);
    }

    [Theory]
    [InlineData(SubscriptionKind.DingTalk, "{\"errcode\":-1,\"errmsg\":\"system busy\"}", AttemptError.NotConfirmed)]
    [InlineData(SubscriptionKind.DingTalk, "{\"status\":1111,\"wait\":5,\"errcode\":130101}", AttemptError.Throttled)]
    [InlineData(SubscriptionKind.DingTalk, "{\"errcode\":34016,\"errmsg\":\"too long\"}", AttemptError.Rejected)]
    [InlineData(SubscriptionKind.Feishu, "{\"StatusCode\":0,\"StatusMessage\":\"success\"}", null)]
    [InlineData(SubscriptionKind.Feishu, "{\"code\":19024,\"msg\":\"Key Words Not Found\"}", AttemptError.Misconfigured)]
    [InlineData(SubscriptionKind.WeCom, "{\"errcode\":45009}", AttemptError.Throttled)]
    [InlineData(SubscriptionKind.Telegram, "{\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: bot was kicked\"}", AttemptError.Misconfigured)]
    [InlineData(SubscriptionKind.Telegram, "{\"ok\":false,\"error_code\":500,\"description\":\"Internal\"}", AttemptError.NotConfirmed)]
    public async Task success_is_judged_by_the_body(SubscriptionKind kind, string body, AttemptError? error)
    {
        await using var sent = await Sent(kind, 5, answer: new(200, body));

        Assert.Equal(error, sent.Attempt.Error);
    }

    [Fact]
    public async Task matrix_puts_the_same_message_into_the_room_once()
    {
        var matrix = new FakeMatrix("!room:example.org", "token-of-robot");
        await using var sent = await Sent(RobotCase.Of(SubscriptionKind.Matrix) with { Fake = _ => matrix.Answer }, 5);

        Assert.Null((await sent.Again()).Error);

        Assert.Equal(2, sent.Service.Seen.Count);
        Assert.Equal($"{sent.Message.Id}", Assert.Single(matrix.Events.Keys));
    }

    [Fact]
    public async Task discord_says_with_a_success_that_the_next_one_would_be_too_much()
    {
        await using var sent = await Sent(SubscriptionKind.Discord, 5, answer: new(
            200, "{\"id\":\"1\"}", ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset-After", "90.5")));

        Assert.Null(sent.Attempt.Error);
        Assert.Equal(AttemptError.Waiting, (await sent.Again()).Error);
    }

    [Fact]
    public async Task a_secret_that_a_robot_echoes_is_not_kept()
    {
        await using var sent = await Sent(SubscriptionKind.DingTalk, 5, answer: new(
            200, "{\"errcode\":1,\"errmsg\":\"no robot token-of-robot\"}"));

        Assert.Equal("{\"errcode\":1,\"errmsg\":\"no robot ***\"}", Encoding.UTF8.GetString(sent.Attempt.Answer.Span));
        Assert.DoesNotContain("token-of-robot", $"{sent.Message} {sent.Attempt}");
    }

    [Theory]
    [InlineData(SubscriptionKind.Telegram, "name the chat")]
    [InlineData(SubscriptionKind.Matrix, "name the room")]
    public async Task what_the_owner_left_out_is_said_before_anything_is_sent(SubscriptionKind kind, string advice)
    {
        await using var sent = await Sent(RobotCase.Of(kind) with { Target = SubscriptionTarget.None }, 5);

        Assert.Equal(AttemptError.Misconfigured, sent.Attempt.Error);
        Assert.Contains(advice, sent.Attempt.Advice, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(sent.Service.Seen);
    }

    [Theory]
    [InlineData(SubscriptionKind.DingTalk, "https://oapi.dingtalk.com/robot/send?access_token=x", true)]
    [InlineData(SubscriptionKind.DingTalk, "http://oapi.dingtalk.com/robot/send?access_token=x", false)]
    [InlineData(SubscriptionKind.DingTalk, "https://oapi.dingtalk.com.evil.example/", false)]
    [InlineData(SubscriptionKind.DingTalk, "https://oapi.dingtalk.com:8443/", false)]
    [InlineData(SubscriptionKind.DingTalk, "https://x@oapi.dingtalk.com/", false)]
    [InlineData(SubscriptionKind.Feishu, "https://open.larksuite.com/open-apis/bot/v2/hook/x", true)]
    [InlineData(SubscriptionKind.Teams, "https://prod-01.westeurope.logic.azure.com/x", true)]
    [InlineData(SubscriptionKind.Teams, "https://evil-logic.azure.com/x", false)]
    [InlineData(SubscriptionKind.Matrix, "https://chat.example.org", false)]
    [InlineData(SubscriptionKind.Mattermost, "https://chat.example.org/hooks/x", true)]
    [InlineData(SubscriptionKind.GitHub, "https://api.github.com", true)]
    [InlineData(SubscriptionKind.GitHub, "https://github.com", false)]
    [InlineData(SubscriptionKind.Webhook, "http://anything.example.org", true)]
    public void a_robots_address_is_at_its_service_or_at_a_host_that_the_operator_named(SubscriptionKind kind, string address, bool allowed)
    {
        var options = new NotificationOptions
        {
            OwnHosts = new Dictionary<SubscriptionKind, IReadOnlyList<string>> { [SubscriptionKind.Mattermost] = ["chat.example.org"] },
        };

        Assert.Equal(allowed, SinkHosts.Allow(kind, new Uri(address), options));
    }

    private Task<SentToRobot> Sent(SubscriptionKind kind, int most, FakeAnswer? answer = null) =>
        Sent(RobotCase.Of(kind), most, answer: answer);

    private async Task<SentToRobot> Sent(RobotCase robot, int most, TimeProvider? clock = null, FakeAnswer? answer = null)
    {
        var service = await FakeService.Start(robot.Fake(most));
        if (answer is not null)
            service.Next(answer);
        var router = world.Router(service, clock);
        var message = SinkWorld.Outgoing(robot.Kind, service.Address + robot.Path, robot.Secret, robot.Target);
        return new(service, router, message, await router.Send(message, SinkWorld.Soon));
    }

    private sealed record SentToRobot(FakeService Service, SinkRouter Router, Outgoing Message, Attempt Attempt) : IAsyncDisposable
    {
        public Task<Attempt> Again() => Router.Send(Message, SinkWorld.Soon);

        public async ValueTask DisposeAsync()
        {
            await Router.DisposeAsync();
            await Service.DisposeAsync();
        }
    }
}
