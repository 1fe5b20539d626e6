using System.Globalization;
using System.Text;

namespace EventOps.Notifications.Messages.Texts;

/// <summary>
/// Makes one harmless line of what somebody typed: no line breaks, no control characters, nothing invisible that turns the
/// reading direction or hides in a word.
/// </summary>
internal static class PlainLine
{
    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        var before = default(Rune);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsBlank(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
            else if (IsSeen(rune, before))
            {
                line.Append(rune);
            }

            before = rune;
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>As much of a text as fits, cut between what readers see as characters, with an ellipsis.</summary>
    /// <param name="measure">How long a piece is; the length of a text is the sum of its pieces.</param>
    public static string Cut(string text, int limit, Func<string, int>? measure = null)
    {
        measure ??= static piece => piece.Length;
        if (measure(text) <= limit)
            return text;
        var (end, used) = (0, measure("…"));
        for (var pieces = StringInfo.GetTextElementEnumerator(text); pieces.MoveNext();)
        {
            var piece = pieces.GetTextElement();
            used += measure(piece);
            if (used > limit)
                break;
            end += piece.Length;
        }

        return text[..end].TrimEnd() + "…";
    }

    private static bool IsBlank(Rune rune) =>
        Rune.IsWhiteSpace(rune) || rune.Value is '\u0085' or '\u2028' or '\u2029' or '\u3164' or '\u2800';

    // Joiners belong to emoji and to scripts; between Latin letters they only hide something.
    private static bool IsSeen(Rune rune, Rune before) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse => false,
        // Tomorrow's emoji lie in between; beyond are only tags and selectors, which nobody sees.
        UnicodeCategory.OtherNotAssigned => rune.Value < 0xE0000,
        UnicodeCategory.Format => rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner && before.Value > 0x2FF,
        _ => true,
    };
}
