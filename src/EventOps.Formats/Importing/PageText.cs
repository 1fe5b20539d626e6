using System.Text;
using System.Text.Unicode;
using EventOps.Formats.Importing.Decoding;
using static EventOps.Formats.Importing.FindingSeverity;

namespace EventOps.Formats.Importing;

/// <summary>What the bytes of a page say.</summary>
/// <param name="Encoding">Null for UTF-8.</param>
/// <param name="Damage">Null for a sound page.</param>
/// <param name="Refusal">Why there is no text; the text is empty then.</param>
internal sealed record DecodedPage(string Text, string? Encoding = null, DamagedText? Damage = null, Finding? Refusal = null);

/// <summary>Bytes become text, or a finding that says why they are none.</summary>
public static class PageText
{
    /// <summary>A longer page is refused, so no reader needs to take in more than one byte beyond.</summary>
    public const int MostBytes = 1 << 20;

    internal static DecodedPage Read(ReadOnlySpan<byte> bytes) => Read(bytes, MostBytes, isPage: true);

    /// <param name="isPage">Only of a page damage is looked for.</param>
    internal static DecodedPage Read(ReadOnlySpan<byte> bytes, int most, bool isPage)
    {
        if (bytes.Length > most)
            return Refused("page.too_long", $"It has more than the {most} bytes that are read.");
        if (Wide(bytes) is { } wide)
            return wide;
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[3..];
        if (bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return Refused("page.empty", "The page is empty.");
        if (LooksBinary(bytes))
            return Refused("page.not_text", "The file is not text.");
        if (!Utf8.IsValid(bytes))
            return ChineseEncoding.Read(bytes) is { } chinese
                ? new(chinese, "GB18030")
                : Refused("page.not_utf8", "The page is written neither in UTF-8 nor in UTF-16 nor in GB18030.", LineOfFirstBadByte(bytes));
        var text = Encoding.UTF8.GetString(bytes);
        return new(text, Damage: isPage ? DamagedText.Recognise(text) : null);
    }

    private static DecodedPage Refused(string code, string message, int line = 1) => new("", Refusal: new(Error, code, message, line));

    // By its mark, or, without one, because every other byte of its head is zero.
    private static DecodedPage? Wide(ReadOnlySpan<byte> bytes)
    {
        var (little, big) = (bytes.StartsWith(Encoding.Unicode.Preamble), bytes.StartsWith(Encoding.BigEndianUnicode.Preamble));
        var marked = little || big;
        if (!marked && bytes.Length >= 4 && bytes.Length % 2 == 0)
            (little, big) = (bytes is [not 0, 0, not 0, 0, ..], bytes is [0, not 0, 0, not 0, ..]);
        if (!little && !big)
            return null;
        var encoding = new UnicodeEncoding(bigEndian: big, byteOrderMark: false, throwOnInvalidBytes: true);
        try
        {
            var text = encoding.GetString(bytes[(marked ? 2 : 0)..]);
            if (text.Count(c => char.IsControl(c) && !char.IsWhiteSpace(c)) * 100 > text.Length)
                return null;
            return text.AsSpan().Trim().Length == 0 ? Refused("page.empty", "The page is empty.") : new(text, big ? "UTF-16BE" : "UTF-16LE");
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

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
}
