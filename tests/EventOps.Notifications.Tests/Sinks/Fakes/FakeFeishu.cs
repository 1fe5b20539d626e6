using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using static EventOps.Notifications.Tests.Sinks.Fakes.Strict;

namespace EventOps.Notifications.Tests.Sinks.Fakes;

/// <summary>The robot of a Feishu group: the signature in the body, 20 KB, 100 a minute and 5 a second.</summary>
internal sealed class FakeFeishu(string token = "T", string? secret = null, int perMinute = 100)
{
    private int sent;

    public FakeAnswer Answer(FakeRequest request)
    {
        var (code, message) = Judge(request);
        return code == 0
            ? FakeAnswer.Of(200, new { StatusCode = 0, StatusMessage = "success", code, data = new { }, msg = "success" })
            : FakeAnswer.Of(code == 9499 ? 400 : 200, new { code, data = new { }, msg = message });
    }

    private (int, string) Judge(FakeRequest request)
    {
        if (request.Path != $"/open-apis/bot/v2/hook/{token}")
            return (19001, "param invalid: incoming webhook access token invalid");
        if (request.Body.Length > 20 * 1024)
            return (9499, "too large");
        try
        {
            if (secret is not null && !Signed(request))
                return (19021, "sign match fail or timestamp is not within one hour from current time");
            if (Interlocked.Increment(ref sent) > perMinute)
                return (11232, "frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]");
            Wants(request.Json.Text("msg_type") == "interactive", "msg_type");
            Card(request.Json.Object("card"));
            return (0, "success");
        }
        catch (Complaint complaint)
        {
            return (9499, complaint.Message);
        }
    }

    private bool Signed(FakeRequest request)
    {
        var time = long.Parse(request.Json.Text("timestamp"), CultureInfo.InvariantCulture);
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(request.Json.Text("timestamp") + "\n" + secret));
        return Math.Abs(request.Now.ToUnixTimeSeconds() - time) <= 3600
            && request.Json.Text("sign") == Convert.ToBase64String(hmac.ComputeHash([]));
    }

    private static void Card(JsonElement card)
    {
        var header = card.Object("header");
        Wants(header.Text("template") is "blue" or "orange" or "red", "template");
        Wants(header.Object("title").Text("tag") == "plain_text", "the title's tag");
        Plain(header.Object("title").Text("content"));
        Wants(header.Object("title").Text("content").IndexOfAny(['@', '<']) < 0, "a mention in the title");
        foreach (var element in card.Object("elements").EnumerateArray())
        {
            switch (element.Text("tag"))
            {
                case "div":
                    Wants(element.Object("text").Text("tag") == "lark_md", "the tag of a text");
                    Markdown(element.Object("text").Text("content"), escapes: false, "@<>[]*_`~|\\&");
                    break;
                case "action":
                    var button = element.Object("actions").EnumerateArray().Single();
                    Wants(button.Text("tag") == "button" && button.Object("text").Text("content").Length > 0, "a button");
                    Wants(button.Text("url").StartsWith("https://", StringComparison.Ordinal), "a button's url");
                    break;
                case var other:
                    throw new Complaint($"an element {other}");
            }
        }
    }
}
