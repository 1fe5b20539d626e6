using System.Text.RegularExpressions;

namespace EventOps.Formats.Importing;

/// <summary>Tells what each line of a body is. Line by line, so that no page can make it slow.</summary>
internal static partial class PageLines
{
    private const int LongestLine = 20_000;

    public static List<PageLine> Of(string[] lines, int first, LineUses uses, Findings findings)
    {
        var (read, depth, fenced, comment) = (new List<PageLine>(lines.Length), new ListDepth(), false, false);
        for (var i = first - 1; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            var isFence = line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal);
            var isComment = !fenced && !isFence && (comment || line.StartsWith("<!--", StringComparison.Ordinal));
            if (isFence || isComment)
                uses.Boilerplate(i + 1, line, isFence ? "code fence" : "comment");
            else if (fenced || line.Length > LongestLine)
                read.Add(new(i + 1, LineKind.Code, line, line) { Source = line });
            else
                read.AddRange(line.StartsWith('|') ? [Row(i + 1, line)] : HtmlRows.In(line).ToList() is { Count: > 0 } rows ? Rows(i + 1, line, rows) : Nested(Parts(i + 1, line), lines[i], depth));
            fenced ^= isFence;
            comment = isComment && !line.Contains("-->", StringComparison.Ordinal);
            if (line.Length > LongestLine)
                findings.Warn("line.too_long", $"The line has {line.Length} characters and was not read.", i + 1, line);
        }

        return read;
    }

    private static IEnumerable<PageLine> Parts(int number, string line) =>
        (line.Contains('<', StringComparison.Ordinal) ? Break().Split(line) : [line]).Select((part, at) => Of(number, part) with { Part = at, Source = part.Trim() });

    private static IEnumerable<PageLine> Rows(int number, string line, List<string> rows) =>
        rows.Select((row, at) => new PageLine(number, LineKind.Row, row, row) { Part = at, Source = at == 0 ? line : row });

    // An item that stands in another one keeps its place when it is written again.
    private static IEnumerable<PageLine> Nested(IEnumerable<PageLine> parts, string line, ListDepth depths) => parts.Select(part =>
        line.AsSpan().Trim().IsEmpty || depths.Of(line, part.Kind is LineKind.Item) is not (> 0 and var depth) ? part : part with { Markdown = $"{new string(' ', 2 * depth)}{part.Markdown}" });

    private static PageLine Row(int number, string line) => new(number, LineKind.Row, line, line) { Source = line };

    private static PageLine Of(int number, string part)
    {
        var line = Clean(part.Trim());
        line = line.StartsWith('>') ? line.TrimStart('>', ' ') : line;
        if (line.Length == 0 || (line[0] is '-' or '*' or '_' or '=' && Rule().IsMatch(line)))
            return new(number, LineKind.Blank, "", "");
        if (Picture(line) is { } url)
            return new(number, LineKind.Image, url, line);
        if (line[0] == '#' && Heading().Match(line) is { Success: true } heading)
            return new(number, LineKind.Heading, Plain(heading.Groups[2].Value).Trim(' ', '|', '/', '#'), line, heading.Groups[1].Length);
        if (line[0] is '-' or '*' or '+' or (>= '0' and <= '9') && Item().Match(line) is { Success: true } item)
            return new(number, LineKind.Item, Plain(item.Groups[2].Value), Marked(item));
        return new(number, IsBold(line) ? LineKind.Bold : LineKind.Text, Plain(line).TrimStart('|', ' '), line);
    }

    // "-蚂蚁" is an item to its writer; Markdown wants the blank.
    private static string Marked(Match item) => $"{(char.IsAsciiDigit(item.Value[0]) ? "1." : "-")} {item.Groups[2].Value}";

    private static bool IsBold(string line) =>
        line.Length > 4 && line.StartsWith("**", StringComparison.Ordinal)
        && line.TrimEnd(':', '：', ' ') is var open && open.EndsWith("**", StringComparison.Ordinal)
        && open[2..^2].IndexOf("**", StringComparison.Ordinal) < 0;

    private static string Plain(string text) => text.Replace("**", "", StringComparison.Ordinal).Trim();

    private static string? Picture(string line)
    {
        var links = line[0] is '!' or '<' ? Links.In(line) : [];
        if (links is [{ IsImage: true } only] && only.Start == 0 && only.End == line.Length)
            return only.Url;
        return line[0] == '<' && ImageTag().Match(line) is { Success: true } tag ? tag.Groups[1].Value : null;
    }

    private static string Clean(string line)
    {
        var visible = line.Any(Folding.IsInvisible) ? string.Concat(line.Where(c => !Folding.IsInvisible(c))) : line;
        visible = visible.Replace('\u3000', ' ').Replace('\u00A0', ' ').Replace("\\<", "<", StringComparison.Ordinal);
        return (visible.Contains('<', StringComparison.Ordinal) ? Tag().Replace(visible, "") : visible).Trim();
    }

    [GeneratedRegex("<br ?/?>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Break();

    [GeneratedRegex("^(?:-{3,}|\\*{3,}|_{3,}|={3,})$", RegexOptions.NonBacktracking)]
    private static partial Regex Rule();

    [GeneratedRegex("^(#{1,6})\\s*([^#].*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Heading();

    [GeneratedRegex("^([-*+]\\s+|-|[0-9]{1,2}[.)、]\\s*)([^-\\s0-9].*|[0-9]+[^.)、0-9].*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Item();

    [GeneratedRegex("^<img [^>]*src=\"?([^\" >]+)[^>]*>$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex ImageTag();

    [GeneratedRegex(
        "</?(?:font|b|i|u|em|strong|span|div|p|center|sub|sup|table|thead|tbody|tr|td|th|ul|ol|li|small|details|summary)(?: [^>]*)?>",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
