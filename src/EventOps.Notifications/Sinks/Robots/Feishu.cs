using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EventOps.Notifications.Messages.Texts;

namespace EventOps.Notifications.Sinks.Robots;

/// <summary>
/// The custom robot of a Feishu or Lark group: 100 messages a minute and 5 a second, 20 KB each. Its signature is odd: the
/// key is what others sign, and nothing is signed.
/// </summary>
internal static class Feishu
{
    private const int LinesBytes = 8_000;

    private static readonly Markup LarkMarkdown = new(
        FullWidth.Escape, text => $"**{text}**", (text, address) => $"[{text}]({address})", "\n");

    public static Robot Robot { get; } = new(
        ["open.feishu.cn", "open.larksuite.com"],
        new RobotRate(25, TimeSpan.FromSeconds(0.8), 2, TimeSpan.FromSeconds(1 / 3d)), Request, Judge);

    public static string Sign(long seconds, string secret) => Convert.ToBase64String(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}\n{secret}")), Array.Empty<byte>()));

    private static HttpRequestMessage Request(RobotCall call)
    {
        var body = new JsonObject();
        if (!string.IsNullOrEmpty(call.Secret))
        {
            var time = call.Now.ToUnixTimeSeconds();
            body["timestamp"] = time.ToString(CultureInfo.InvariantCulture);
            body["sign"] = Sign(time, call.Secret);
        }

        body["msg_type"] = "interactive";
        body["card"] = Card(call.Text);
        return call.Post(body);
    }

    private static JsonObject Card(MessageText text)
    {
        var elements = new JsonArray();
        var lines = LarkMarkdown.Lines(text, "", LinesBytes, Encoding.UTF8.GetByteCount, page: false);
        if (lines.Length > 0)
            elements.Add(new JsonObject { ["tag"] = "div", ["text"] = Of("lark_md", lines) });
        if (text.Page is { } page)
            elements.Add(new JsonObject
            {
                ["tag"] = "action",
                ["actions"] = new JsonArray(new JsonObject
                {
                    ["tag"] = "button", ["text"] = Of("plain_text", page.Text), ["type"] = "primary",
                    ["url"] = Markup.Address(page.Address),
                }),
            });
        return new JsonObject
        {
            ["config"] = new JsonObject { ["wide_screen_mode"] = true },
            ["header"] = new JsonObject
            {
                ["template"] = text.Tone switch { Tone.News => "blue", Tone.Change => "orange", _ => "red" },
                ["title"] = Of("plain_text", FullWidth.EscapeMentions(text.Title)),
            },
            ["elements"] = elements,
        };
    }

    private static JsonObject Of(string tag, string content) => new() { ["tag"] = tag, ["content"] = content };

    private static Verdict Judge(SinkAnswer answer) => (answer.Number("code") ?? answer.Number("StatusCode")) switch
    {
        0 => Verdict.Taken,
        11232 => Verdict.Throttled(answer.RetryAfter, TimeSpan.FromMinutes(1)),
        9499 => Verdict.Rejected("Feishu finds the message malformed."),
        19001 => Verdict.Misconfigured("Feishu does not know this robot: it was removed. Add a new one and give its address."),
        19021 => Verdict.Misconfigured("Feishu refused the signature: compare the robot's signing secret, and the clock of this server."),
        19022 => Verdict.Misconfigured("Feishu accepts only certain addresses for this robot: add this server's to its list."),
        19024 => Verdict.Misconfigured("Feishu wants a keyword in every message to this robot: remove that check and use a signing secret."),
        _ => Verdict.Unknown(answer),
    };
}
