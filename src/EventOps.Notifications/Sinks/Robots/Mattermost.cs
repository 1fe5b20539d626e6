using System.Text;
using System.Text.Json.Nodes;

namespace EventOps.Notifications.Sinks.Robots;

/// <summary>An incoming webhook of a Mattermost server: Markdown of at most 16,383 characters.</summary>
internal static class Mattermost
{
    private const int TextCharacters = 16_383;

    private static readonly Markup Markdown = new(
        Escape, text => $"**{text}**", (text, address) => $"[{text}]({address})", "  \n");

    public static Robot Robot { get; } = new(
        ["*.cloud.mattermost.com"], new RobotRate(5, TimeSpan.FromSeconds(0.5)), Request, Judge);

    private static HttpRequestMessage Request(RobotCall call) => call.Post(new JsonObject
    {
        ["text"] = Markdown.Lines(call.Text, $"#### {Markdown.Escape(call.Text.Title)}\n", TextCharacters),
    });

    // A mention needs no markup and knows no escape, so it loses its at sign; the rest is CommonMark. A colon is an emoji's.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '\\' or '*' or '_' or '~' or '`' or '|' or '<' or '>' or '[' or ']' or '(' or ')' or '#' or '!' or '&' or ':')
                escaped.Append('\\');
            escaped.Append(c == '@' ? '＠' : c);
        }

        return escaped.ToString();
    }

    private static Verdict Judge(SinkAnswer answer) => answer.Status switch
    {
        200 when answer.Text.Trim() == "ok" => Verdict.Taken,
        429 => Verdict.Throttled(answer.RetryAfter, TimeSpan.FromSeconds(1)),
        404 => Verdict.Misconfigured("Mattermost does not know this webhook: it was deleted. Make a new one and give its address."),
        401 or 403 => Verdict.Misconfigured("Mattermost lets this webhook not post there: look at its channel and its owner."),
        400 when answer.String("id")?.Contains("incoming_webhook", StringComparison.Ordinal) == true => Verdict.Misconfigured(
            "Mattermost refuses this webhook: look whether it exists and whether its channel does."),
        501 => Verdict.Misconfigured("Incoming webhooks are turned off on this Mattermost server."),
        400 or 413 => Verdict.Rejected("Mattermost finds the message malformed or too long."),
        _ => Verdict.Unknown(answer),
    };
}
