using System.Text;

namespace EventOps.Formats.Shared;

/// <summary>Text that any file may carry: without the control characters that neither XML nor calendars allow.</summary>
internal static class PlainText
{
    /// <summary>Line ends become \n, other control characters and halves of a character go.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').EnumerateRunes())
        {
            // A lone half of a surrogate pair comes as U+FFFD; U+FFFE and U+FFFF are no characters.
            if (rune.Value is '\n' or '\t' or >= 0x20 and not 0x7F and not (>= 0x80 and < 0xA0) and not (0xFFFE or 0xFFFF))
                plain.Append(rune);
        }

        return plain.ToString();
    }

    /// <summary>The same on one line.</summary>
    public static string Line(string? text) =>
        string.Join(' ', Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
