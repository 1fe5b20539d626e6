using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EventOps.Formats.Exporting;

/// <summary>
/// Markdown that somebody wrote, fitted into a page: it stays as it is, but HTML is shown and not run, headings stay below
/// the page's own, nothing is indented by four, and no line of it can be taken for one of the page's.
/// </summary>
internal static class MarkdownProse
{
    private const int MostRounds = 8;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    /// <param name="topLevel">The level of the highest heading that the text may have.</param>
    /// <param name="isLabel">Whether a line in bold type is one of the page's own labels.</param>
    public static string Of(string text, int topLevel, Func<string, bool> isLabel)
    {
        var fitted = Guarded(text);
        for (var round = 0; round < MostRounds; round++)
        {
            if (Offending(fitted, topLevel) is not { } found)
                break;
            if (found.Count == 0)
                return Lines(fitted, topLevel, isLabel);
            fitted = Replaced(fitted, found.Contains);
        }

        // Nested too deeply, or never at rest: then it is shown as the plain text that it is.
        return Lines(string.Join('\n', text.Split('\n').Select(line => MarkdownText.Of(line))), topLevel, isLabel);
    }

    // Line ends that readers of lines would split at, blanks at the ends, shortcodes, and entities that are our own escapes.
    private static string Guarded(string text) => Replaced(text, i =>
        (text[i] is '\r' or '\u0085' or '\u2028' or '\u2029') || ((i == 0 || i == text.Length - 1) && char.IsWhiteSpace(text[i]))
        || (text[i] == '{' && i > 0 && text[i - 1] == '{') || MarkdownText.IsOwnEntity(text, i));

    /// <summary>Where marks stand that must not be; null when the text cannot be parsed.</summary>
    private static HashSet<int>? Offending(string text, int topLevel)
    {
        try
        {
            var found = new HashSet<int>();
            var fenced = new List<SourceSpan>();
            foreach (var part in Markdown.Parse(text, Pipeline).Descendants())
                Look(part, text, topLevel, found, fenced);
            for (var i = 0; i < text.Length; i++)
            {
                if ((i == 0 || text[i - 1] == '\n') && IsIndented(text, i) && !fenced.Exists(span => span.Start <= i && i <= span.End))
                    found.Add(i);
            }

            return found;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static void Look(MarkdownObject part, string text, int topLevel, HashSet<int> found, List<SourceSpan> fenced)
    {
        var (start, end) = (part.Span.Start, Math.Min(part.Span.End, text.Length - 1));
        switch (part)
        {
            case HtmlBlock:
                for (var i = start; i <= end; i++)
                    _ = text[i] == '<' && found.Add(i);
                break;
            case HtmlInline:
                found.Add(start);
                break;
            case HeadingBlock { IsSetext: true }:
                found.Add(text.LastIndexOf('\n', end) is var line && line >= start ? FirstMark(text, line + 1) : start);
                break;
            case HeadingBlock heading when heading.Level < topLevel:
                found.Add(start);
                break;
            case FencedCodeBlock { ClosingFencedCharCount: 0 }:
                found.Add(start);
                break;
            case FencedCodeBlock:
                fenced.Add(part.Span);
                break;
        }
    }

    private static int FirstMark(string text, int at)
    {
        while (at < text.Length - 1 && text[at] is ' ' or '>')
            at++;
        return at;
    }

    private static bool IsIndented(string text, int at) =>
        text[at] == '\t' || (text.AsSpan(at).StartsWith("    ", StringComparison.Ordinal) && text.AsSpan(at).TrimStart(' ') is [not '\n', ..]);

    // In a block of code a line may still look like one of ours.
    private static string Lines(string text, int topLevel, Func<string, bool> isLabel) => string.Join('\n', text.Split('\n').Select(line =>
        line.StartsWith("## ", StringComparison.Ordinal) || (topLevel > 3 && line.StartsWith("### ", StringComparison.Ordinal)) || isLabel(line)
            ? $"{MarkdownText.Entity(line[0])}{line[1..]}"
            : line));

    private static string Replaced(string text, Func<int, bool> at)
    {
        var written = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            written.Append(at(i) ? MarkdownText.Entity(text[i]) : text[i].ToString());
        return written.ToString();
    }
}
