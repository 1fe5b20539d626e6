using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Messages.Texts;
using EventOps.Notifications.Sinks;
using EventOps.Notifications.Tests.Sinks.Fakes;

namespace EventOps.Notifications.Tests.Sinks;

/// <summary>One kind of robot beside its fake: where the fake's robot is, what it takes to be let in, how it throttles.</summary>
/// <param name="Fake">Makes the service; it takes as many messages in its window as given.</param>
/// <param name="Pause">How long it wants to be left alone when it was too much.</param>
internal sealed record RobotCase(
    SubscriptionKind Kind, string Path, string? Secret, SubscriptionTarget Target, Func<int, Answering> Fake, double Pause)
{
    public static IReadOnlyList<RobotCase> All { get; } =
    [
        new(SubscriptionKind.DingTalk, "/robot/send?access_token=token-of-robot", "SECf3a1b2", SubscriptionTarget.None,
            most => new FakeDingTalk("token-of-robot", "SECf3a1b2", most).Answer, 600),
        new(SubscriptionKind.Feishu, "/open-apis/bot/v2/hook/token-of-robot", "demo", SubscriptionTarget.None,
            most => new FakeFeishu("token-of-robot", "demo", most).Answer, 60),
        new(SubscriptionKind.WeCom, "/cgi-bin/webhook/send?key=token-of-robot", null, SubscriptionTarget.None,
            most => new FakeWeCom("token-of-robot", most).Answer, 60),
        new(SubscriptionKind.Slack, "/services/T/B/token-of-robot", null, SubscriptionTarget.None,
            most => new FakeSlack("/services/T/B/token-of-robot", most).Answer, 30),
        new(SubscriptionKind.Discord, "/api/webhooks/1/token-of-robot", null, SubscriptionTarget.None,
            most => new FakeDiscord("/api/webhooks/1/token-of-robot", most).Answer, 1.337),
        new(SubscriptionKind.Teams, "/workflows/1/triggers/manual/paths/invoke?api-version=1&sig=token-of-robot", null,
            SubscriptionTarget.None,
            most => request => most == 0 ? new(429, "", ("Retry-After", "11")) : new FakeTeams("token-of-robot").Answer(request), 11),
        new(SubscriptionKind.Telegram, "/", "1234:token-of-robot", new(Chat: "-100"),
            most => new FakeTelegram("1234:token-of-robot", "-100", most).Answer, 7),
        new(SubscriptionKind.Mattermost, "/hooks/token-of-robot", null, SubscriptionTarget.None,
            most => new FakeMattermost("/hooks/token-of-robot", most).Answer, 3),
        new(SubscriptionKind.Matrix, "/", "token-of-robot", new(Room: "!room:example.org"),
            most => new FakeMatrix("!room:example.org", "token-of-robot", most).Answer, 2.5),
    ];

    public static RobotCase Of(SubscriptionKind kind) => All.Single(c => c.Kind == kind);

    public Robot Robot => SinkHosts.Robots[Kind];

    /// <summary>What the robot is asked, and what its service says, without a network in between.</summary>
    public async Task<(FakeRequest Request, FakeAnswer Answer, Verdict Verdict)> Say(
        ReadOnlyMemory<byte> body, string language, Answering? fake = null)
    {
        var call = new RobotCall(
            new Uri("https://robots.example.org" + Path), Secret, Target, MessageText.Of(body, language), History.Id(1, 1),
            History.Recorded);
        Assert.Null(Robot.Missing?.Invoke(call));
        using var request = Robot.Request(call);
        var asked = await FakeRequest.Of(request, History.Recorded);
        var answer = (fake ?? Fake(int.MaxValue))(asked);
        return (asked, answer, Robot.Judge(new SinkAnswer(
            answer.Status, System.Text.Encoding.UTF8.GetBytes(answer.Body), null, _ => null, History.Recorded)));
    }

    public override string ToString() => $"{Kind}";
}
