using System.Text.RegularExpressions;
using EventOps.Projections.Shared;
using Markdig;

namespace EventOps.Server.Pages;

/// <summary>What a page is about in one plain sentence or two, for those who show a link to it.</summary>
internal static partial class Summary
{
    private const int Longest = 200;

    public static string? Plain(MeetupHeader meetup) => Plain(null, meetup);

    public static string? Plain(string? recap, MeetupHeader meetup)
    {
        var text = recap ?? meetup.Summary;
        return text is null ? meetup.Theme : Cut(Spaces().Replace(Text(text), " ").Trim());
    }

    private static string Text(string markdown)
    {
        if (!MarkupWeight.IsBearable(markdown))
            return markdown;
        try
        {
            return Markdown.ToPlainText(markdown);
        }
        catch (ArgumentException)
        {
            // Nested too deeply to be read.
            return markdown;
        }
    }

    private static string Cut(string text)
    {
        if (text.Length <= Longest)
            return text;
        var end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return $"{text[..end].TrimEnd()}…";
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();
}
