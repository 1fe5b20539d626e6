using System.Text;

namespace EventOps.Formats.Importing.Decoding;

/// <summary>Reads GB18030, the encoding of older Chinese pages, where the bytes are hardly anything else.</summary>
internal static class ChineseEncoding
{
    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding(54936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The text; null if the bytes cannot be GB18030, or may well be something else.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = Gb18030.GetString(bytes);
            return IsPlausible(bytes) ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // A Latin letter with an accent takes the plain letter behind it along as its second half; in Chinese both halves
    // of nearly every character are in the upper half.
    private static bool IsPlausible(ReadOnlySpan<byte> bytes)
    {
        var (pairs, everyday) = (0, 0);
        for (var i = 0; i + 1 < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
                continue;
            pairs++;
            everyday += bytes[i] is >= 0xA1 and <= 0xF7 && bytes[i + 1] >= 0xA1 ? 1 : 0;
            i++;
        }

        return pairs > 0 && everyday * 10 >= pairs * 9;
    }
}
