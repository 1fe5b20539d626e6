using System.Text.RegularExpressions;

namespace EventOps.Formats.Importing;

/// <summary>A page made from last month's keeps last month's number somewhere.</summary>
internal static partial class Episodes
{
    public static void Check(string title, Said? theme, FrontMatter front, Findings findings)
    {
        if (Titles.Episode(title)?.Number is not { } number)
            return;
        if (theme is not null && Titles.Episode(theme.Text)?.Number is { } other && other != number)
            findings.Warn("episode.stale", "Title and theme bear different numbers.", theme.Line, theme.Text, number, [number, other]);
        if (front.Value("description") is { } description && Number().Match(description) is { Success: true } said && said.Groups[1].Value != number)
            findings.Warn("episode.stale", "Title and description bear different numbers.", front.LineOf("description"), description, number, [number, said.Groups[1].Value]);
    }

    [GeneratedRegex("第\\s*([0-9]{1,4})\\s*期", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}

/// <summary>The language that a text is written in, as far as its script tells.</summary>
internal static class Languages
{
    public static string Of(string text) => text.Any(Folding.IsHan) ? "zh" : "en";
}
