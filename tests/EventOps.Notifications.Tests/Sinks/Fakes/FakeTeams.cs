using System.Text.Json;
using static EventOps.Notifications.Tests.Sinks.Fakes.Strict;

namespace EventOps.Notifications.Tests.Sinks.Fakes;

/// <summary>A workflow of Teams: 202 before anything is checked in truth; the fake checks the card all the same.</summary>
internal sealed class FakeTeams(string sig = "T")
{
    public FakeAnswer Answer(FakeRequest request)
    {
        if (request.Path != "/workflows/1/triggers/manual/paths/invoke")
            return FakeAnswer.Of(404, new { error = new { code = "WorkflowNotFound" } });
        if (request.Query.GetValueOrDefault("sig") != sig)
            return FakeAnswer.Of(401, new { error = new { code = "DirectApiAuthorizationRequired" } });
        try
        {
            Wants(request.Body.Length <= 28 * 1024, "28 KB");
            Wants(request.Json.Text("type") == "message", "type");
            var attachment = request.Json.Object("attachments").EnumerateArray().Single();
            Wants(attachment.Text("contentType") == "application/vnd.microsoft.card.adaptive", "contentType");
            Card(attachment.Object("content"));
            return new(202, "");
        }
        catch (Complaint complaint)
        {
            return FakeAnswer.Of(400, new { error = new { code = "BadRequest", message = complaint.Message } });
        }
    }

    private static void Card(JsonElement card)
    {
        Wants(card.Text("type") == "AdaptiveCard" && card.Text("version") == "1.4", "no AdaptiveCard 1.4");
        Wants(!card.Object("msteams").TryGetProperty("entities", out _), "mentions");
        Plain(card.Text("fallbackText"));
        foreach (var block in card.Object("body").EnumerateArray())
        {
            // A TextBlock would read Markdown.
            Wants(block.Text("type") == "RichTextBlock", $"a {block.Text("type")}");
            foreach (var run in block.Object("inlines").EnumerateArray())
            {
                Wants(run.Text("type") == "TextRun" && run.Text("text").Length > 0, "a run");
                Plain(run.Text("text"));
                if (run.TryGetProperty("selectAction", out var action))
                    Open(action);
            }
        }

        if (card.TryGetProperty("actions", out var actions))
            Open(actions.EnumerateArray().Single());
    }

    private static void Open(JsonElement action)
    {
        Wants(action.Text("type") == "Action.OpenUrl" && action.Text("title").Length > 0, "an action");
        Wants(Uri.TryCreate(action.Text("url"), UriKind.Absolute, out var url) && url.Scheme is "http" or "https", "an action's url");
    }
}
