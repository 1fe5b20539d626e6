using System.Text;
using System.Text.RegularExpressions;

namespace EventOps.Formats.Exporting;

/// <summary>
/// Addresses inside <c>[text](address)</c>. Round brackets, and a # that is part of a file's name, are percent-encoded; an address
/// that holds these very codes already is written in angle brackets as it is, so that each is read again to the letter.
/// </summary>
internal static partial class PageLinks
{
    private static readonly (string Sign, string Code)[] Codes = [("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E"), ("\\", "%5C"), ("#", "%23")];

    public static string Of(string text, string url) => $"[{text}]({Address(url)})";

    public static string Picture(string text, string url) => $"![{text}]({Address(url)})";

    /// <summary>A line, or a part of one, that is a link; the text is still as it was written.</summary>
    public static (string Text, string Url, bool IsPicture)? Read(string line) => Link().Match(line) is { Success: true } link
        ? (link.Groups[2].Value, Plain(link.Groups[3].Value), link.Groups[1].Length > 0)
        : null;

    private static string Address(string url)
    {
        if (Array.Exists(Codes, pair => url.Contains(pair.Code, StringComparison.OrdinalIgnoreCase)))
            return $"<{Marks().Replace(url, "\\$0")}>";
        var written = new StringBuilder(url);
        foreach (var (sign, code) in Codes)
        {
            if (sign != "#" || HasAName(url))
                written.Replace(sign, code);
        }

        return written.ToString();
    }

    private static string Plain(string written)
    {
        if (written is ['<', .. var exact, '>'])
            return EscapedMark().Replace(exact, "$1");
        foreach (var (sign, code) in Codes)
            written = written.Replace(code, sign, StringComparison.Ordinal);
        return written;
    }

    // "…/SOFAChannel#27.pdf" is a file of that name, "…/page#part" a place on a page.
    private static bool HasAName(string url) => url.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at && url.AsSpan(at).ContainsAny('.', '/');

    [GeneratedRegex("^(!?)\\[([^\\]]*)\\]\\((\\S+)\\)$", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex("[<>\\\\]", RegexOptions.NonBacktracking)]
    private static partial Regex Marks();

    [GeneratedRegex("\\\\([<>\\\\])", RegexOptions.NonBacktracking)]
    private static partial Regex EscapedMark();
}
