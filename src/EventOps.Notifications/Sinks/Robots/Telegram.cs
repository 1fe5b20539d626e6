using System.Text.Json.Nodes;

namespace EventOps.Notifications.Sinks.Robots;

/// <summary>
/// A bot of Telegram in one chat. HTML is the markup with the least to escape; an at sign becomes full-width, because a
/// user's name needs no markup to ping.
/// </summary>
internal static class Telegram
{
    // Counted after entities are read, which only makes it shorter.
    private const int TextCharacters = 4_096;
    private const string TokenPath = "/bot";

    private static readonly Markup Html = new(
        Escape, text => $"<b>{text}</b>", (text, address) => $"<a href=\"{address.Replace("&", "&amp;", StringComparison.Ordinal)}\">{text}</a>", "\n");

    public static Robot Robot { get; } = new(
        ["api.telegram.org"], RobotRate.TwentyAMinute with { FastEvery = TimeSpan.FromSeconds(1) }, Request, Judge,
        call => call.Target.Chat is null ? "Name the chat that the bot writes to."
            : Method(call) is null ? "Give the bot's token, which @BotFather told you."
            : null);

    private static HttpRequestMessage Request(RobotCall call) => RobotCall.Post(Method(call)!, new JsonObject
    {
        ["chat_id"] = call.Target.Chat,
        ["text"] = Html.Lines(call.Text, $"<b>{Html.Escape(call.Text.Title)}</b>\n", TextCharacters),
        ["parse_mode"] = "HTML",
        ["link_preview_options"] = new JsonObject { ["is_disabled"] = true },
    });

    /// <summary>The token is in the address, or it is the secret.</summary>
    private static Uri? Method(RobotCall call)
    {
        var path = call.Address.AbsolutePath;
        if (!path.StartsWith(TokenPath, StringComparison.Ordinal))
            path = string.IsNullOrEmpty(call.Secret) ? "" : TokenPath + Uri.EscapeDataString(call.Secret).Replace("%3A", ":", StringComparison.Ordinal);
        path = path.TrimEnd('/').Replace("/sendMessage", "", StringComparison.Ordinal);
        return path.Length <= TokenPath.Length ? null : new UriBuilder(call.Address) { Path = $"{path}/sendMessage", Query = "" }.Uri;
    }

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace('@', '＠');

    private static Verdict Judge(SinkAnswer answer) => (answer.Truth("ok"), answer.Number("error_code") ?? answer.Status) switch
    {
        (true, _) => Verdict.Taken,
        (false, 429) => Verdict.Throttled(answer.Seconds("retry_after", inside: "parameters") ?? answer.RetryAfter, TimeSpan.FromSeconds(1)),
        (false, 401 or 404) => Verdict.Misconfigured("Telegram does not know this bot's token: ask @BotFather for it again."),
        (false, 403) => Verdict.Misconfigured("Telegram lets the bot not write there: it was removed or blocked. Add it to the chat again."),
        (false, 400) when Says(answer, "chat not found") || Says(answer, "upgraded to a supergroup") => Verdict.Misconfigured(
            "Telegram knows no such chat, or it has a new id: name the chat again."),
        (false, 400) => Verdict.Rejected("Telegram finds the message malformed."),
        _ => Verdict.Unknown(answer),
    };

    private static bool Says(SinkAnswer answer, string text) =>
        answer.String("description")?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
