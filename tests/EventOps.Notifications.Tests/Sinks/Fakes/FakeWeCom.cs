using System.Text;
using System.Text.RegularExpressions;
using static EventOps.Notifications.Tests.Sinks.Fakes.Strict;

namespace EventOps.Notifications.Tests.Sinks.Fakes;

/// <summary>The robot of a WeCom group: always 200, twenty a minute, Markdown counted in bytes.</summary>
internal sealed class FakeWeCom(string key = "T", int perMinute = 20)
{
    private int sent;

    public FakeAnswer Answer(FakeRequest request)
    {
        var (code, message) = Judge(request);
        return FakeAnswer.Of(200, new { errcode = code, errmsg = message });
    }

    private (int, string) Judge(FakeRequest request)
    {
        if (request.Path != "/cgi-bin/webhook/send" || request.Query.GetValueOrDefault("key") != key)
            return (93000, "invalid webhook url");
        if (Interlocked.Increment(ref sent) > perMinute)
            return (45009, "api freq out of limit");
        try
        {
            Wants(request.Json.Text("msgtype") == "markdown", "msgtype");
            var content = request.Json.Object("markdown").Text("content");
            if (Encoding.UTF8.GetByteCount(content) > 4096)
                return (40058, "markdown.content exceed max length 4096");
            var head = Regex.Match(content, "^### <font color=\"(info|warning)\">([^<>]*)</font>");
            Wants(head.Success, "no heading");
            Markdown(head.Groups[2].Value + content[head.Length..], escapes: false, "@<>[]*_`~|\\&");
            return (0, "ok");
        }
        catch (Complaint complaint)
        {
            return (40058, complaint.Message);
        }
    }
}
