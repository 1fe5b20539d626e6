using static EventOps.Notifications.Tests.Sinks.Fakes.Strict;

namespace EventOps.Notifications.Tests.Sinks.Fakes;

/// <summary>An incoming webhook of Mattermost: the word ok, or a problem in JSON.</summary>
internal sealed class FakeMattermost(string path = "/hooks/T", int most = int.MaxValue)
{
    private int sent;

    public FakeAnswer Answer(FakeRequest request)
    {
        if (request.Path != path)
            return Failed(400, "web.incoming_webhook.invalid.app_error", "Invalid webhook.");
        if (Interlocked.Increment(ref sent) > most)
            return new(429, "limit exceeded", ("Retry-After", "3"));
        try
        {
            var text = request.Json.Text("text");
            Wants(text.Length <= 16_383, "too long");
            Wants(text.StartsWith("#### ", StringComparison.Ordinal), "no heading");
            Wants(!text.Contains('@'), "a mention");
            Markdown(text[5..], escapes: true, "*_~`|<>[]#!&");
            return new(200, "ok");
        }
        catch (Complaint complaint)
        {
            return Failed(400, "api.context.invalid_body_param.app_error", complaint.Message);
        }
    }

    private static FakeAnswer Failed(int status, string id, string message) =>
        FakeAnswer.Of(status, new { id, message, status_code = status });
}
