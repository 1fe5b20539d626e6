using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EventOps.Notifications.Messages.Texts;

namespace EventOps.Notifications.Sinks.Robots;

/// <summary>
/// A user of a Matrix homeserver in one room. The message's id is the transaction's: the same one twice is one event in the
/// room, which no other robot promises.
/// </summary>
internal static class Matrix
{
    private const int HtmlBytes = 24_000;

    private static readonly Markup Html = new(
        EscapeHtml, text => $"<strong>{text}</strong>", (text, address) => $"<a href=\"{address.Replace("&", "&amp;", StringComparison.Ordinal)}\">{text}</a>", "<br>");

    private static readonly Markup Plain = new(NoMention, text => text, (text, address) => $"{text} {address}", "\n");

    public static Robot Robot { get; } = new(
        ["matrix.org", "*.matrix.org"], new RobotRate(5, TimeSpan.FromSeconds(5)), Request, Judge,
        call => string.IsNullOrEmpty(call.Target.Room) ? "Name the room, by its id like !abc:example.org."
            : string.IsNullOrEmpty(call.Secret) ? "Give the access token of the user who writes."
            : null);

    private static HttpRequestMessage Request(RobotCall call)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, Transaction(call)) { Content = RobotCall.Json(Content(call.Text)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", call.Secret);
        return request;
    }

    private static Uri Transaction(RobotCall call)
    {
        var room = Uri.EscapeDataString(call.Target.Room!);
        return new UriBuilder(call.Address)
        {
            Path = $"{call.Address.AbsolutePath.TrimEnd('/')}/_matrix/client/v3/rooms/{room}/send/m.room.message/{call.Id}", Query = "",
        }.Uri;
    }

    private static JsonObject Content(MessageText text) => new()
    {
        // A notice: other robots do not answer it.
        ["msgtype"] = "m.notice",
        ["body"] = Plain.Lines(text, Plain.Escape(text.Title), HtmlBytes, Encoding.UTF8.GetByteCount),
        ["format"] = "org.matrix.custom.html",
        ["formatted_body"] = Html.Lines(text, $"<strong>{Html.Escape(text.Title)}</strong>", HtmlBytes, Encoding.UTF8.GetByteCount),
        // Empty: nobody is mentioned, whatever the text looks like.
        ["m.mentions"] = new JsonObject(),
    };

    private static string EscapeHtml(string text) => NoMention(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    // Old clients ring for @room wherever it stands in the plain body.
    private static string NoMention(string text) => text.Replace('@', '＠');

    private static Verdict Judge(SinkAnswer answer) => (answer.Status, answer.String("errcode")) switch
    {
        (200, _) when answer.String("event_id") is not null => Verdict.Taken,
        (429, _) or (_, "M_LIMIT_EXCEEDED") => Verdict.Throttled(
            answer.RetryAfter ?? (answer.Number("retry_after_ms") is { } ms ? SinkAnswer.Bounded(ms / 1000d) : null), TimeSpan.FromSeconds(1)),
        (_, "M_UNKNOWN_TOKEN" or "M_MISSING_TOKEN" or "M_USER_DEACTIVATED") => Verdict.Misconfigured(
            "The homeserver does not know this access token: log the user in again and give the new one."),
        (_, "M_FORBIDDEN" or "M_NOT_FOUND" or "M_GUEST_ACCESS_FORBIDDEN") => Verdict.Misconfigured(
            "The homeserver lets this user not write there: invite it to the room, or correct the room's id."),
        (413, _) or (_, "M_TOO_LARGE" or "M_BAD_JSON" or "M_NOT_JSON" or "M_INVALID_PARAM") => Verdict.Rejected(
            "The homeserver finds the message malformed or too long."),
        _ => Verdict.Unknown(answer),
    };
}
