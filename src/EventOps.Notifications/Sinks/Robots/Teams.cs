using System.Text.Json.Nodes;
using EventOps.Notifications.Messages.Texts;

namespace EventOps.Notifications.Sinks.Robots;

/// <summary>
/// A workflow of Microsoft Teams that posts a card. It answers before the flow runs, so a 202 is all the proof there is. Rich
/// text blocks know no markup, so nothing needs an escape.
/// </summary>
internal static class Teams
{
    public static Robot Robot { get; } = new(
        ["*.logic.azure.com", "*.environment.api.powerplatform.com"],
        new RobotRate(2, TimeSpan.FromSeconds(0.5)), Request, Judge);

    private static HttpRequestMessage Request(RobotCall call) => call.Post(new JsonObject
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["contentUrl"] = null,
            ["content"] = Card(call.Text),
        }),
    });

    private static JsonObject Card(MessageText text)
    {
        var body = new JsonArray(Block(Run(text.Title, "Bolder", text.Tone switch
        {
            Tone.News => "Accent",
            Tone.Change => "Warning",
            _ => "Attention",
        }, "Large")));
        foreach (var line in text.Lines)
            body.Add(Line(line, text.Colon));
        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["fallbackText"] = text.Title,
            ["body"] = body,
            ["msteams"] = new JsonObject { ["width"] = "full" },
        };
        if (text.Page is { } page)
            card["actions"] = new JsonArray(Open(page));
        return card;
    }

    private static JsonObject Line(TextLine line, string colon)
    {
        var block = Block(Run(line.Label + colon, "Bolder"));
        var runs = block["inlines"]!.AsArray();
        if (line.Value.Length > 0)
            runs.Add(Run(line.Link is null ? line.Value : line.Value + " "));
        if (line.Link is { } link)
        {
            var run = Run(link.Text, colour: "Accent");
            run["selectAction"] = Open(link);
            runs.Add(run);
        }

        return block;
    }

    private static JsonObject Block(JsonObject run) => new()
    {
        ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(run), ["spacing"] = "Small",
    };

    private static JsonObject Run(string text, string? weight = null, string? colour = null, string? size = null)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = text };
        foreach (var (name, value) in new[] { ("weight", weight), ("color", colour), ("size", size) })
        {
            if (value is not null)
                run[name] = value;
        }

        return run;
    }

    private static JsonObject Open(TextLink link) => new()
    {
        ["type"] = "Action.OpenUrl", ["title"] = link.Text, ["url"] = Markup.Address(link.Address),
    };

    private static Verdict Judge(SinkAnswer answer) => answer.Status switch
    {
        200 or 202 => Verdict.Taken,
        429 => Verdict.Throttled(answer.RetryAfter, TimeSpan.FromSeconds(1)),
        401 or 403 => Verdict.Misconfigured("Teams refuses the signature in the address: copy the workflow's address again."),
        404 or 410 => Verdict.Misconfigured("The workflow is gone or turned off: turn it on, or make a new one and give its address."),
        400 or 413 => Verdict.Rejected("Teams finds the message malformed or too long."),
        _ => Verdict.Unknown(answer),
    };
}
