using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EventOps.Notifications.Messages.Texts;

namespace EventOps.Notifications.Sinks.Robots;

/// <summary>
/// A webhook of Discord, asked to wait: without that it confirms what it never saved. Whoever goes on after a 404 is banned.
/// </summary>
internal static class Discord
{
    private const int TitleCharacters = 256;
    private const int DescriptionCharacters = 4_000;

    private static readonly Markup Markdown = new(
        Escape, text => $"**{text}**", (text, address) => $"[{text}]({address})", "\n");

    public static Robot Robot { get; } = new(
        ["discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com"],
        new RobotRate(5, TimeSpan.FromSeconds(2.4), 2, TimeSpan.FromSeconds(1)), Request, Judge);

    private static HttpRequestMessage Request(RobotCall call)
    {
        var embed = new JsonObject
        {
            ["title"] = Markdown.Cut(call.Text.Title, TitleCharacters),
            ["color"] = call.Text.Tone switch { Tone.News => 0x3B82F6, Tone.Change => 0xF59E0B, _ => 0xDC2626 },
        };
        if (Markdown.Lines(call.Text, "", DescriptionCharacters) is { Length: > 0 } lines)
            embed["description"] = lines;
        if (call.Text.Page is { } page)
            embed["url"] = Markup.Address(page.Address);
        return RobotCall.Post(Waiting(call.Address), new JsonObject
        {
            ["embeds"] = new JsonArray(embed),
            // Empty: by default a webhook still pings users.
            ["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray() },
        });
    }

    private static Uri Waiting(Uri address)
    {
        var asked = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => !part.StartsWith("wait=", StringComparison.OrdinalIgnoreCase));
        return new UriBuilder(address) { Query = string.Join('&', [.. asked, "wait=true"]) }.Uri;
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '\\' or '*' or '_' or '~' or '`' or '|' or '<' or '>' or '[' or ']' or '(' or ')' or '#' or '@' or ':')
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static Verdict Judge(SinkAnswer answer) => answer.Status switch
    {
        200 when answer.String("id") is not null => Taken(answer),
        204 => Taken(answer),
        429 => Verdict.Throttled(answer.Seconds("retry_after") ?? answer.RetryAfter, TimeSpan.FromSeconds(1)),
        404 => Verdict.Misconfigured("Discord does not know this webhook: it was deleted. Make a new one and give its address."),
        401 or 403 => Verdict.Misconfigured("Discord refuses this webhook's token: copy its address again."),
        400 => Verdict.Rejected("Discord finds the message malformed."),
        _ => Verdict.Unknown(answer),
    };

    // Nothing left in this window: the next one would be refused.
    private static Verdict Taken(SinkAnswer answer) =>
        answer.Header("x-ratelimit-remaining") == "0"
        && double.TryParse(answer.Header("x-ratelimit-reset-after"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? Verdict.Taken with { RetryAfter = SinkAnswer.Bounded(seconds) }
            : Verdict.Taken;
}
