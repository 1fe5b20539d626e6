using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EventOps.Formats.Exporting;

/// <summary>
/// Plain text between marks of Markdown. What would be a mark is written as a numeric entity in one fixed form, which every
/// renderer shows as the character, which a second rendering leaves alone, and which alone is decoded when it is read again:
/// so any text comes back as it was.
/// </summary>
internal static partial class MarkdownText
{
    private const string Always = "\\*`[]|";
    private const string AtTheBeginning = "#+->=";
    private const string AtTheEndOfAHeading = ".,;:!?#";

    /// <param name="reserved">Characters that part this text from what stands beside it.</param>
    public static string Of(string text, string reserved = "")
    {
        var written = new StringBuilder(text.Length + 16);
        var numbered = ListNumber().Match(text) is { Success: true } number ? number.Length - 1 : -1;
        for (var i = 0; i < text.Length; i++)
        {
            var atAnEnd = (i == 0 || i == text.Length - 1) && char.IsWhiteSpace(text[i]);
            if (atAnEnd || i == numbered || (i == 0 && AtTheBeginning.Contains(text[0], StringComparison.Ordinal))
                || reserved.Contains(text[i], StringComparison.Ordinal) || IsMark(text, i))
            {
                written.Append(Entity(text[i]));
            }
            else
            {
                written.Append(text[i]);
            }
        }

        return written.ToString();
    }

    /// <summary>A heading ends with no mark of punctuation, and with no # that would be taken for its own.</summary>
    public static string OfHeading(string text) => text.Length > 0 && AtTheEndOfAHeading.Contains(text[^1], StringComparison.Ordinal)
        ? $"{Of(text[..^1])}{Entity(text[^1])}"
        : Of(text);

    public static string Entity(char c) => $"&#x{(int)c:X};";

    /// <summary>What was written.</summary>
    public static string Read(string written) => OwnEntity().Replace(written, match =>
    {
        var value = int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return value is > 0 and < 0xD800 or > 0xDFFF and <= 0xFFFF ? ((char)value).ToString() : match.Value;
    });

    /// <summary>Whether an entity of our own form begins here, which in somebody's text stands for itself.</summary>
    public static bool IsOwnEntity(string text, int at) => text[at] == '&' && OwnEntityHere().IsMatch(text.AsSpan(at, Math.Min(10, text.Length - at)));

    private static bool IsMark(string text, int i)
    {
        var (before, after) = (i > 0 ? text[i - 1] : ' ', i + 1 < text.Length ? text[i + 1] : ' ');
        return text[i] switch
        {
            '_' => !char.IsLetterOrDigit(before) || !char.IsLetterOrDigit(after),
            '~' => before == '~' || after == '~',
            '<' => char.IsAsciiLetter(after) || after is '/' or '!' or '?' or '%' or '{',
            '&' => AnyEntity().IsMatch(text.AsSpan(i, Math.Min(40, text.Length - i))),
            // Two of them open a Hugo shortcode, wherever they stand.
            '{' => before == '{',
            '\u0085' or '\u2028' or '\u2029' => true,
            var c => char.IsControl(c) || Always.Contains(c, StringComparison.Ordinal),
        };
    }

    [GeneratedRegex("^[0-9]{1,9}[.)]", RegexOptions.NonBacktracking)]
    private static partial Regex ListNumber();

    [GeneratedRegex("&#x([0-9A-F]{1,4});", RegexOptions.NonBacktracking)]
    private static partial Regex OwnEntity();

    [GeneratedRegex("^&#x[0-9A-F]{1,4};", RegexOptions.NonBacktracking)]
    private static partial Regex OwnEntityHere();

    [GeneratedRegex("^&#?[A-Za-z0-9]{1,32};", RegexOptions.NonBacktracking)]
    private static partial Regex AnyEntity();
}
