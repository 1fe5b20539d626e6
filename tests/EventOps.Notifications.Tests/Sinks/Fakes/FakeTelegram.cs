using System.Net;
using System.Text.RegularExpressions;
using static EventOps.Notifications.Tests.Sinks.Fakes.Strict;

namespace EventOps.Notifications.Tests.Sinks.Fakes;

/// <summary>Telegram's sendMessage: its HTML knows few tags and refuses all else.</summary>
internal sealed partial class FakeTelegram(string token = "1:T", string chat = "-100", int most = int.MaxValue)
{
    private int sent;

    public FakeAnswer Answer(FakeRequest request)
    {
        if (request.Path != $"/bot{token}/sendMessage")
            return Failed(401, "Unauthorized");
        if (Interlocked.Increment(ref sent) > most)
            return FakeAnswer.Of(429, new { ok = false, error_code = 429, description = "Too Many Requests: retry after 7", parameters = new { retry_after = 7 } });
        if (request.Json.Text("chat_id") != chat)
            return Failed(400, "Bad Request: chat not found");
        try
        {
            Wants(request.Json.Text("parse_mode") == "HTML", "parse_mode");
            Html(request.Json.Text("text"));
            return FakeAnswer.Of(200, new { ok = true, result = new { message_id = 1 } });
        }
        catch (Complaint complaint)
        {
            return Failed(400, $"Bad Request: can't parse entities: {complaint.Message}");
        }
    }

    private static void Html(string html)
    {
        Plain(html);
        var open = new Stack<string>();
        var text = Tag().Replace(html, tag =>
        {
            if (!tag.Value.StartsWith("</", StringComparison.Ordinal))
                open.Push(tag.Groups[1].Value);
            else
                Wants(open.TryPop(out var last) && last == tag.Groups[1].Value, $"{tag.Value} closes nothing");
            return "";
        });
        Wants(open.Count == 0, "an open tag");
        Wants(text.IndexOfAny(['<', '>']) < 0, "an unsupported start tag");
        Wants(!Regex.IsMatch(text, "&(?!(amp|lt|gt|quot);)"), "an unknown entity");
        text = WebUtility.HtmlDecode(text);
        Wants(text.Trim().Length is > 0 and <= 4096, $"message is too long: {text.Length}");
        Wants(!text.Contains('@'), "a mention");
    }

    private static FakeAnswer Failed(int code, string description) => FakeAnswer.Of(code, new { ok = false, error_code = code, description });

    [GeneratedRegex("</?(?<1>b|i|u|s|code|pre|a)(?: href=\"https?://[^\"<> ]*\")?>")]
    private static partial Regex Tag();
}
