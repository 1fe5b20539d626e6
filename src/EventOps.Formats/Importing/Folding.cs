using System.Text;

namespace EventOps.Formats.Importing;

/// <summary>
/// Makes look-alikes alike: full-width forms, ideographic blanks, the many dashes. Written out because the process runs
/// with invariant globalization, where <see cref="string.Normalize()"/> changes nothing.
/// </summary>
internal static class Folding
{
    /// <summary>One character for one, so that a position in the folded text is one in the original.</summary>
    public static string Fold(string text) => string.Create(text.Length, text, static (folded, original) =>
    {
        for (var i = 0; i < original.Length; i++)
            folded[i] = Fold(original[i]);
    });

    /// <summary>Only letters and digits, folded and in lower case: what two titles are compared by.</summary>
    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (Fold(c) is var folded && (char.IsLetterOrDigit(folded) || char.IsSurrogate(folded)))
                key.Append(char.ToLowerInvariant(folded));
        }

        return key.ToString();
    }

    /// <summary>One line: runs of blanks become one, control and zero-width characters go.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
                line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            else if (!char.IsControl(c) && !IsInvisible(c))
                line.Append(c);
        }

        return line.ToString().TrimEnd();
    }

    public static bool IsInvisible(char c) => c is '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u2060' or '\u00AD';

    public static bool IsHan(char c) => c is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF');

    private static char Fold(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' and not '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' or '\u00A0' or '\t' => ' ',
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015' or '\u2212' or '\uFF5E' or '~' => '-',
        _ => c,
    };
}
