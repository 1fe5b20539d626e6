using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using static EventOps.Notifications.Tests.Sinks.Fakes.Strict;

namespace EventOps.Notifications.Tests.Sinks.Fakes;

/// <summary>A homeserver of Matrix with one room: the same transaction twice is one event.</summary>
internal sealed partial class FakeMatrix(string room = "!room:example.org", string token = "T", int most = int.MaxValue)
{
    private int sent;

    public ConcurrentDictionary<string, string> Events { get; } = new();

    public FakeAnswer Answer(FakeRequest request)
    {
        var start = $"/_matrix/client/v3/rooms/{room}/send/m.room.message/";
        if (request.Headers.GetValueOrDefault("authorization") != $"Bearer {token}")
            return Failed(401, "M_UNKNOWN_TOKEN");
        if (request.Method != "PUT" || !request.Path.StartsWith(start, StringComparison.Ordinal))
            return Failed(403, "M_FORBIDDEN");
        if (Interlocked.Increment(ref sent) > most)
            return FakeAnswer.Of(429, new { errcode = "M_LIMIT_EXCEEDED", error = "Too Many Requests", retry_after_ms = 2500 });
        try
        {
            Wants(request.Body.Length < 60_000, "M_TOO_LARGE");
            Wants(request.Json.Text("msgtype") == "m.notice", "msgtype");
            Wants(request.Json.Object("m.mentions").EnumerateObject().Any() is false, "mentions");
            Plain(request.Json.Text("body"));
            Wants(!request.Json.Text("body").Contains("@room", StringComparison.Ordinal), "rings the room");
            Wants(request.Json.Text("format") == "org.matrix.custom.html", "format");
            Html(request.Json.Text("formatted_body"));
        }
        catch (Complaint complaint)
        {
            return Failed(400, "M_BAD_JSON", complaint.Message);
        }

        var id = Events.GetOrAdd(request.Path[start.Length..], _ => $"${Events.Count}:example.org");
        return FakeAnswer.Of(200, new { event_id = id });
    }

    private static void Html(string html)
    {
        Plain(html);
        var text = Tag().Replace(html, "");
        Wants(text.IndexOfAny(['<', '>']) < 0, "a tag");
        Wants(!Regex.IsMatch(text, "&(?!(amp|lt|gt|quot);)"), "an entity");
        Wants(!WebUtility.HtmlDecode(text).Contains('@'), "a mention");
    }

    private static FakeAnswer Failed(int status, string errcode, string error = "") => FakeAnswer.Of(status, new { errcode, error });

    [GeneratedRegex("</?strong>|<br>|<a href=\"https?://[^\"<> ]*\">|</a>")]
    private static partial Regex Tag();
}
