using System.Text;
using System.Text.Json.Nodes;
using EventOps.Notifications.Messages.Texts;

namespace EventOps.Notifications.Sinks.Robots;

/// <summary>An incoming webhook of Slack: one message a second, answers in plain text.</summary>
internal static class Slack
{
    private const int HeaderCharacters = 150;
    private const int SectionCharacters = 3_000;
    private const int FallbackCharacters = 3_000;

    private static readonly Markup Mrkdwn = new(Escape, text => $"*{text}*", (text, address) => $"<{address.Replace("&", "&amp;", StringComparison.Ordinal)}|{text}>", "\n");

    public static Robot Robot { get; } = new(
        ["hooks.slack.com", "hooks.slack-gov.com"], new RobotRate(3, TimeSpan.FromSeconds(1.1)), Request, Judge);

    private static HttpRequestMessage Request(RobotCall call)
    {
        var text = call.Text;
        var blocks = new JsonArray(new JsonObject
        {
            ["type"] = "header",
            ["text"] = new JsonObject
            {
                ["type"] = "plain_text", ["emoji"] = false,
                ["text"] = Entities(PlainLine.Cut(text.Title, HeaderCharacters, piece => Entities(piece).Length)),
            },
        });
        var lines = Mrkdwn.Lines(text, "", SectionCharacters);
        if (lines.Length > 0)
            blocks.Add(new JsonObject
            {
                ["type"] = "section",
                ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = lines, ["verbatim"] = true },
            });
        return call.Post(new JsonObject
        {
            // What notifications and screen readers say.
            ["text"] = Mrkdwn.Cut(text.Title, FallbackCharacters),
            ["blocks"] = blocks,
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
        });
    }

    // Entities keep <!channel> a text. Slack has no escape for the rest, so it gets siblings that look alike.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(Entities(text));
        return escaped.Replace('*', '∗').Replace('_', '＿').Replace('~', '∼').Replace('`', 'ˋ').ToString();
    }

    private static string Entities(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static Verdict Judge(SinkAnswer answer) => (answer.Status, answer.Text.Trim()) switch
    {
        (200, "ok") => Verdict.Taken,
        (429, _) or (_, "rate_limited" or "ratelimited") => Verdict.Throttled(answer.RetryAfter, TimeSpan.FromSeconds(1)),
        (_, "no_service" or "no_service_id" or "no_team" or "team_disabled" or "invalid_token" or "token_revoked") =>
            Verdict.Misconfigured("Slack does not know this webhook: it was removed or disabled. Make a new one and give its address."),
        (_, "channel_not_found" or "channel_is_archived") => Verdict.Misconfigured(
            "Slack says that the channel is gone or archived: make a webhook for another one."),
        (_, "action_prohibited" or "posting_to_general_channel_denied" or "user_not_found") => Verdict.Misconfigured(
            "Slack lets this webhook not post there: an administrator of the workspace must allow it."),
        (_, "invalid_payload" or "invalid_blocks" or "no_text" or "too_many_attachments" or "msg_too_long") =>
            Verdict.Rejected("Slack finds the message malformed."),
        _ => Verdict.Unknown(answer),
    };
}
