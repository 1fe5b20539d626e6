using System.Text;
using System.Text.Json.Nodes;
using EventOps.Notifications.Messages.Texts;

namespace EventOps.Notifications.Sinks.Robots;

/// <summary>The robot of a WeCom group: 20 messages a minute, Markdown of at most 4096 bytes.</summary>
internal static class WeCom
{
    public const int MarkdownBytes = 4096;

    private static readonly Markup Markdown = new(
        FullWidth.Escape, text => $"**{text}**", (text, address) => $"[{text}]({address})", "\n");

    public static Robot Robot { get; } = new(["qyapi.weixin.qq.com"], RobotRate.TwentyAMinute, Request, Judge);

    private static HttpRequestMessage Request(RobotCall call) => call.Post(new JsonObject
    {
        ["msgtype"] = "markdown",
        ["markdown"] = new JsonObject { ["content"] = Content(call.Text) },
    });

    private static string Content(MessageText text)
    {
        var colour = text.Tone is Tone.News ? "info" : "warning";
        var title = Markdown.Cut(text.Title, MarkdownBytes / 2, Encoding.UTF8.GetByteCount);
        return Markdown.Lines(
            text, $"### <font color=\"{colour}\">{title}</font>", MarkdownBytes, Encoding.UTF8.GetByteCount);
    }

    private static Verdict Judge(SinkAnswer answer) => answer.Number("errcode") switch
    {
        0 => Verdict.Taken,
        45009 => Verdict.Throttled(answer.RetryAfter, TimeSpan.FromMinutes(1)),
        93000 => Verdict.Misconfigured("WeCom does not know this key: the robot was removed. Add a new one and give its address."),
        93004 or 93008 or 93017 => Verdict.Misconfigured("WeCom says that the robot is not in the group any more: add it again."),
        40058 or 45002 or 40008 => Verdict.Rejected("WeCom finds the message malformed or too long."),
        _ => Verdict.Unknown(answer),
    };
}
