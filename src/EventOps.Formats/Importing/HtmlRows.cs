using System.Text.RegularExpressions;

namespace EventOps.Formats.Importing;

/// <summary>Rows of an HTML table that stand on one line each, or all on one, as rows of a Markdown table.</summary>
internal static partial class HtmlRows
{
    /// <summary>Nothing, when the line holds no whole row.</summary>
    public static IEnumerable<string> In(string line)
    {
        if (!line.Contains("<tr", StringComparison.OrdinalIgnoreCase))
            yield break;
        foreach (var row in RowStart().Split(line).Skip(1))
        {
            var cells = CellStart().Split(row).Skip(1).Select(cell => Markup().Replace(cell, "").Replace('|', '｜').Trim()).ToList();
            if (cells.Count > 1)
                yield return $"| {string.Join(" | ", cells)} |";
        }
    }

    [GeneratedRegex("<tr(?: [^<>]*)?>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex RowStart();

    [GeneratedRegex("<t[dh](?: [^<>]*)?>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex CellStart();

    // All but a break, which tells people of one cell apart.
    [GeneratedRegex("</?(?:t[rdh]|thead|tbody|table|b|i|u|em|strong|span|div|p|font)(?: [^<>]*)?>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Markup();
}
