using System.Text;
using static EventOps.Formats.Importing.FindingSeverity;

namespace EventOps.Formats.Importing;

/// <summary>Bytes become text, or a finding that says why they are none.</summary>
public static class PageText
{
    /// <summary>A longer page is refused, so no reader needs to take in more than one byte beyond.</summary>
    public const int MostBytes = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static (string Text, Finding? Refusal) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes)
            return Refused("page.too_long", $"The page has {bytes.Length} bytes; at most {MostBytes} are read.");
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[3..];
        if (bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return Refused("page.empty", "The page is empty.");
        if (LooksBinary(bytes))
            return Refused("page.not_text", "The file is not text.");
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
            return Refused("page.not_utf8", "The page is not written in UTF-8.", LineOfFirstBadByte(bytes));
        var text = Strict.GetString(bytes);
        return IsDamaged(text)
            ? Refused("page.damaged_decoding", "The page's UTF-8 was read as another encoding and saved so; characters are lost.")
            : (text, null);
    }

    private static (string, Finding?) Refused(string code, string message, int line = 1) =>
        ("", new(Error, code, message, line));

    private static bool LooksBinary(ReadOnlySpan<byte> bytes)
    {
        var odd = 0;
        foreach (var b in bytes)
            odd += b is 0 or (< 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B)) ? 1 : 0;
        return bytes.Contains((byte)0) || odd * 100 > bytes.Length;
    }

    private static int LineOfFirstBadByte(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var length) is System.Buffers.OperationStatus.Done)
            at += length;
        return bytes[..at].Count((byte)'\n') + 1;
    }

    // Chinese bytes read as Windows-1252 or -1254 are a lead in U+00E2..U+00EF with more of the upper half behind it, and
    // hardly a Han character is left. Latin languages have such letters too, but with plain ones behind them.
    private static bool IsDamaged(string text)
    {
        var (upper, han, leads, followed) = (0, 0, 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            upper += text[i] >= '\u0080' ? 1 : 0;
            han += Folding.IsHan(text[i]) ? 1 : 0;
            if (text[i] is not (>= '\u00E2' and <= '\u00EF'))
                continue;
            leads++;
            followed += i + 1 < text.Length && text[i + 1] >= '\u0080' ? 1 : 0;
        }

        return leads >= 12 && followed * 10 >= leads * 7 && han * 20 < upper;
    }
}
