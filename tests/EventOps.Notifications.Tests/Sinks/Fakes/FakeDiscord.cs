using System.Text.Json;
using static EventOps.Notifications.Tests.Sinks.Fakes.Strict;

namespace EventOps.Notifications.Tests.Sinks.Fakes;

/// <summary>A webhook of Discord. Without wait=true it confirms what it does not save, so the fake insists on it.</summary>
internal sealed class FakeDiscord(string path = "/api/webhooks/1/T", int most = int.MaxValue)
{
    private int sent;

    public FakeAnswer Answer(FakeRequest request)
    {
        if (request.Path != path)
            return FakeAnswer.Of(404, new { message = "Unknown Webhook", code = 10015 });
        if (Interlocked.Increment(ref sent) > most)
            return FakeAnswer.Of(429, new { message = "You are being rate limited.", retry_after = 1.337, global = false }, ("Retry-After", "2"));
        try
        {
            Wants(request.Query.GetValueOrDefault("wait") == "true", "wait");
            Message(request.Json);
            return FakeAnswer.Of(200, new { id = "1098765432109876543", type = 0 }, ("X-RateLimit-Remaining", "4"), ("X-RateLimit-Reset-After", "2.0"));
        }
        catch (Complaint complaint)
        {
            return FakeAnswer.Of(400, new { code = 50035, message = "Invalid Form Body", errors = complaint.Message });
        }
    }

    private static void Message(JsonElement body)
    {
        Wants(body.Object("allowed_mentions").Object("parse").GetArrayLength() == 0, "mentions are allowed");
        var embeds = body.Object("embeds").EnumerateArray().ToList();
        Wants(embeds.Count is > 0 and <= 10, "embeds");
        var all = 0;
        foreach (var embed in embeds)
        {
            var title = embed.Text("title");
            Wants(title.Length is > 0 and <= 256, $"a title of {title.Length}");
            Markdown(title, escapes: true, "*_~`|<>[]@");
            all += title.Length;
            if (embed.TryGetProperty("description", out var description))
            {
                Wants(description.GetString()!.Length <= 4096, "the description's length");
                Markdown(description.GetString()!, escapes: true, "*_~`|<>[]@");
                all += description.GetString()!.Length;
            }

            if (embed.TryGetProperty("url", out var url))
                Wants(Uri.TryCreate(url.GetString(), UriKind.Absolute, out _) && url.GetString()!.Length <= 2048, "url");
        }

        Wants(all <= 6000, "6000 in all");
    }
}
