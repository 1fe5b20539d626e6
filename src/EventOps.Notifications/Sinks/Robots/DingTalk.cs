using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EventOps.Notifications.Messages.Texts;

namespace EventOps.Notifications.Sinks.Robots;

/// <summary>
/// The custom robot of a DingTalk group. It answers every request with 200; only the body tells. Twenty messages in a minute
/// are its most, and one more silences it for ten minutes.
/// </summary>
internal static class DingTalk
{
    private const int TextBytes = 5_000;
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    private static readonly Markup Markdown = new(
        FullWidth.Escape, text => $"**{text}**", (text, address) => $"[{text}]({address})", "\n\n");

    public static Robot Robot { get; } = new(["oapi.dingtalk.com"], RobotRate.TwentyAMinute, Request, Judge);

    /// <summary>What goes into the query: HMAC-SHA256 of the time and the secret, in base64, percent-encoded once.</summary>
    public static string Sign(long milliseconds, string secret) => Uri.EscapeDataString(Convert.ToBase64String(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Text($"{milliseconds}\n{secret}")))));

    private static HttpRequestMessage Request(RobotCall call) => RobotCall.Post(Signed(call), Payload(call.Text));

    private static Uri Signed(RobotCall call)
    {
        if (string.IsNullOrEmpty(call.Secret))
            return call.Address;
        var time = call.Now.ToUnixTimeMilliseconds();
        return new UriBuilder(call.Address)
        {
            Query = Text($"{call.Address.Query.TrimStart('?')}&timestamp={time}&sign={Sign(time, call.Secret)}"),
        }.Uri;
    }

    private static JsonObject Payload(MessageText text)
    {
        var title = FullWidth.Escape(text.Title);
        var body = Markdown.Lines(text, $"### {title}", TextBytes, Encoding.UTF8.GetByteCount, page: false);
        return text.Page is { } page
            ? new JsonObject
            {
                ["msgtype"] = "actionCard",
                ["actionCard"] = new JsonObject
                {
                    ["title"] = title, ["text"] = body, ["singleTitle"] = page.Text,
                    ["singleURL"] = Markup.Address(page.Address), ["btnOrientation"] = "0",
                },
            }
            : new JsonObject
            {
                ["msgtype"] = "markdown",
                ["markdown"] = new JsonObject { ["title"] = title, ["text"] = body },
                ["at"] = new JsonObject { ["atMobiles"] = new JsonArray(), ["isAtAll"] = false },
            };
    }

    private static Verdict Judge(SinkAnswer answer) => answer.Number("errcode") switch
    {
        0 => Verdict.Taken,
        130101 or 90030 => Verdict.Throttled(answer.Seconds("wait"), Silence),
        310000 => Verdict.Misconfigured(
            "DingTalk refused the robot's security check: look at its signing secret, its keywords and its addresses. "
            + $"It says: {PlainLine.Cut(PlainLine.Of(answer.String("errmsg") ?? ""), 200)}"),
        300001 or 300005 or 40014 => Verdict.Misconfigured(
            "DingTalk does not know this access_token: the robot was removed. Add a new one and give its address."),
        34016 or 460101 => Verdict.Rejected("DingTalk finds the message too long."),
        _ => Verdict.Unknown(answer),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
