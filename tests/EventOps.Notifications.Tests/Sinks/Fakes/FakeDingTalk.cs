using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using static EventOps.Notifications.Tests.Sinks.Fakes.Strict;

namespace EventOps.Notifications.Tests.Sinks.Fakes;

/// <summary>The robot of a DingTalk group: always 200, twenty a minute, one more and it is silent for ten.</summary>
internal sealed class FakeDingTalk(string token = "T", string? secret = null, int perMinute = 20)
{
    private readonly Queue<DateTimeOffset> sent = [];
    private DateTimeOffset silentUntil = DateTimeOffset.MinValue;

    public FakeAnswer Answer(FakeRequest request)
    {
        lock (sent)
            return FakeAnswer.Of(200, Judge(request) is var (code, message) ? new { errcode = code, errmsg = message } : throw new InvalidOperationException());
    }

    private (int, string) Judge(FakeRequest request)
    {
        if (request.Method != "POST" || request.Path != "/robot/send" || request.Query.GetValueOrDefault("access_token") != token)
            return (300001, "token is not exist");
        if (secret is not null && Refusal(request) is { } refusal)
            return (310000, refusal);
        if (TooFast(request.Now))
            return (130101, "send too fast");
        try
        {
            Message(request.Json);
            return request.Body.Length <= 20_000 ? (0, "ok") : (34016, "too long");
        }
        catch (Complaint complaint)
        {
            return (40035, complaint.Message);
        }
    }

    private string? Refusal(FakeRequest request)
    {
        if (!long.TryParse(request.Query.GetValueOrDefault("timestamp"), CultureInfo.InvariantCulture, out var time))
            return "sign not match, timestamp is missing";
        if (Math.Abs(request.Now.ToUnixTimeMilliseconds() - time) > 3_600_000)
            return "sign not match, timestamp is not in 1 hour";
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret!));
        var right = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(time.ToString(CultureInfo.InvariantCulture) + "\n" + secret)));
        return request.Query.GetValueOrDefault("sign") == right ? null : "sign not match";
    }

    private bool TooFast(DateTimeOffset now)
    {
        while (sent.TryPeek(out var first) && now - first > TimeSpan.FromMinutes(1))
            sent.Dequeue();
        if (now < silentUntil || sent.Count >= perMinute)
        {
            silentUntil = now < silentUntil ? silentUntil : now.AddMinutes(10);
            return true;
        }

        sent.Enqueue(now);
        return false;
    }

    private static void Message(JsonElement body)
    {
        var type = body.Text("msgtype");
        Wants(type is "markdown" or "actionCard", $"msgtype {type}");
        var message = body.Object(type);
        Plain(message.Text("title"));
        Wants(!message.Text("title").Contains('@'), "a mention in the title");
        var text = message.Text("text");
        Wants(text.StartsWith("### ", StringComparison.Ordinal), "no heading");
        Markdown(text, escapes: false, "@<>[]*_`~|\\&");
        Wants(!text.Replace("\n\n", "", StringComparison.Ordinal).Contains('\n'), "a single line break, which DingTalk swallows");
        if (type == "actionCard")
        {
            message.Text("singleTitle");
            Wants(message.Text("singleURL").StartsWith("https://", StringComparison.Ordinal), "no singleURL");
        }
        else
        {
            Wants(!body.Object("at").Object("isAtAll").GetBoolean(), "rings for all");
        }
    }
}
