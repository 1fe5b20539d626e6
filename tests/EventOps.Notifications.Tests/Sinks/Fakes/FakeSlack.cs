using System.Text.Json;
using System.Text.RegularExpressions;
using static EventOps.Notifications.Tests.Sinks.Fakes.Strict;

namespace EventOps.Notifications.Tests.Sinks.Fakes;

/// <summary>An incoming webhook of Slack: answers in plain text.</summary>
internal sealed partial class FakeSlack(string path = "/services/T/B/X", int most = int.MaxValue)
{
    private int sent;

    public string? LastComplaint { get; private set; }

    public FakeAnswer Answer(FakeRequest request)
    {
        if (request.Path != path)
            return new(404, "no_service");
        if (Interlocked.Increment(ref sent) > most)
            return new(429, "rate_limited", ("Retry-After", "30"));
        try
        {
            Message(request.Json);
            return new(200, "ok");
        }
        catch (Complaint complaint)
        {
            LastComplaint = complaint.Message;
            return new(400, "invalid_blocks");
        }
    }

    private static void Message(JsonElement body)
    {
        Mrkdwn(body.Text("text"), 40_000);
        var blocks = body.Object("blocks").EnumerateArray().ToList();
        Wants(blocks.Count is > 0 and <= 50, "blocks");
        foreach (var block in blocks)
        {
            var text = block.Object("text");
            switch (block.Text("type"), text.Text("type"))
            {
                case ("header", "plain_text"):
                    Wants(text.Text("text").Length is > 0 and <= 150, "the header's length");
                    Wants(!text.Object("emoji").GetBoolean(), "emoji in the header");
                    Wants(Entities().Replace(text.Text("text"), "").IndexOfAny(['<', '>', '&']) < 0, "an unescaped header");
                    Plain(text.Text("text"));
                    break;
                case ("section", "mrkdwn"):
                    Mrkdwn(text.Text("text"), 3_000);
                    break;
                case var other:
                    throw new Complaint($"{other}");
            }
        }
    }

    private static void Mrkdwn(string text, int most)
    {
        Plain(text);
        Wants(text.Length <= most, "too long");
        foreach (Match link in Link().Matches(text))
            Wants(Regex.IsMatch(link.Groups[1].Value, @"^https?://[!-~]+$"), $"a link to {link.Groups[1].Value}");
        text = Link().Replace(text, "x");
        text = Entities().Replace(text, "x");
        text = Regex.Replace(text, @"(^|\n)\*[^*\n]+\*", "x");
        Wants(!text.Any(c => "<>&*_~`".Contains(c)), $"stray markup in '{text}'");
    }

    [GeneratedRegex("&(amp|lt|gt);")]
    private static partial Regex Entities();

    [GeneratedRegex(@"<(http[^|<>\n]*)\|[^|<>\n]+>")]
    private static partial Regex Link();
}
