using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EventOps.Notifications.Tests.Sinks.Fakes;

/// <summary>What strict readers of messages complain about.</summary>
internal static partial class Strict
{
    /// <summary>A member of a JSON object that must be there and be text.</summary>
    public static string Text(this JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String
            ? found.GetString()!
            : throw new Complaint($"{name} is missing or no text");

    public static JsonElement Object(this JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found) ? found : throw new Complaint($"{name} is missing");

    public static void Wants(bool holds, string complaint)
    {
        if (!holds)
            throw new Complaint(complaint);
    }

    /// <summary>What every text of a message must be, whatever its markup.</summary>
    public static void Plain(string text)
    {
        Wants(!text.Any(c => char.IsControl(c) && c != '\n'), "a control character");
        Wants(!Hidden().IsMatch(text), "a hidden character");
        Wants(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text, "half a surrogate pair");
    }

    /// <summary>
    /// Markdown of links and bold texts, with escapes or none: what is left when both are taken away must hold no markup at all.
    /// </summary>
    /// <param name="escapes">Whether a backslash takes the meaning of what follows it.</param>
    /// <param name="markup">The characters that mean something.</param>
    public static void Markdown(string text, bool escapes, string markup)
    {
        Plain(text);
        if (escapes)
            text = Escaped().Replace(text, "x");
        foreach (Match link in Link().Matches(text))
            Wants(Regex.IsMatch(link.Groups[1].Value, "^https?://[!-~]+$"), $"a link to {link.Groups[1].Value}");
        text = Link().Replace(text, "x");
        text = Bold().Replace(text, "x");
        Wants(text.IndexOfAny(markup.ToCharArray()) is var at && at < 0, $"stray markup in '{text}'");
    }

    [GeneratedRegex(@"[\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\u2060\uFEFF\u00AD]")]
    private static partial Regex Hidden();

    [GeneratedRegex(@"\\[!-/:-@\[-`{-~]")]
    private static partial Regex Escaped();

    [GeneratedRegex(@"\[[^\[\]\n]*\]\(([^()\s]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*[^*\n]+\*\*")]
    private static partial Regex Bold();
}

/// <summary>What a service refuses, in words for the test's output.</summary>
internal sealed class Complaint(string what) : Exception(what);
