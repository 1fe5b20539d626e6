using System.Collections.Frozen;
using System.Text;

namespace EventOps.Formats.Importing.Decoding;

/// <summary>
/// One way in which UTF-8 is spoilt: its bytes were read as another encoding and what came out was saved. Bytes that the
/// encoding does not know were kept as control characters, replaced, or dropped.
/// </summary>
internal sealed class WrongDecoding
{
    public const int Hole = -1;
    private const char Replacement = '\uFFFD';
    private const char SoftHyphen = '\u00AD';

    private readonly Encoding encoding;
    private readonly FrozenDictionary<char, byte>? bytes;

    private WrongDecoding(string name, int codePage, bool singleByte)
    {
        Name = name;
        encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback)
            ?? Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);
        bytes = singleByte ? Table() : null;
    }

    /// <summary>The likelier first: where several explain a text equally well, the first is told.</summary>
    public static IReadOnlyList<WrongDecoding> All { get; } =
    [
        new("Windows-1252", 1252, true), new("Windows-1254", 1254, true), new("ISO-8859-1", 28591, true),
        new("ISO-8859-9", 28599, true), new("Windows-1250", 1250, true), new("Windows-1251", 1251, true), new("GB18030", 54936, false),
    ];

    public string Name { get; }

    public bool IsSingleByte => bytes is not null;

    /// <summary>The bytes that were read, <see cref="Hole"/> where one was replaced; null if this encoding never gives such a text.</summary>
    public List<int>? BytesOf(string text)
    {
        var read = new List<int>(text.Length);
        Span<byte> coded = stackalloc byte[8];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value < 0x80 || rune.Value == Replacement)
                read.Add(rune.Value < 0x80 ? rune.Value : Hole);
            else if (bytes is not null && rune.IsBmp && bytes.TryGetValue((char)rune.Value, out var one))
                read.Add(one);
            else if (bytes is not null || !TryEncode(rune, coded, out var length))
                return null;
            else
                foreach (var b in coded[..length])
                    read.Add(b);
        }

        return read;
    }

    /// <summary>The bytes that may have been dropped on the way to a text: none that stands in it was.</summary>
    public byte[] Losable(string text)
    {
        if (bytes is null)
            return [.. Enumerable.Range(0x80, 64).Select(b => (byte)b)];
        var (kept, soft) = (text.Any(IsUnknown), text.Contains(SoftHyphen, StringComparison.Ordinal));
        return [.. Enumerable.Range(0x80, 64).Select(b => (byte)b).Where(b => encoding.GetString([b])[0] is var c && (c == SoftHyphen ? !soft : IsUnknown(c) && !kept))];
    }

    /// <summary>Whether a clean text, spoilt in this way, is the damaged one to the letter.</summary>
    public bool Spoils(string clean, string damaged)
    {
        var read = encoding.GetString(Encoding.UTF8.GetBytes(clean));
        if (bytes is null)
            return read == damaged || read.Replace(Replacement, '?') == damaged;
        string[] forms = [read, Unknown(read, ""), Unknown(read, "?"), Unknown(read, "\uFFFD")];
        return Array.Exists(forms, form => form == damaged || form.Replace($"{SoftHyphen}", "", StringComparison.Ordinal) == damaged);
    }

    private static bool IsUnknown(char c) => c is >= '\u0080' and <= '\u009F';

    private static string Unknown(string text, string instead)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
            _ = IsUnknown(c) ? kept.Append(instead) : kept.Append(c);
        return kept.ToString();
    }

    private bool TryEncode(Rune rune, Span<byte> coded, out int length)
    {
        try
        {
            Span<char> chars = stackalloc char[2];
            length = encoding.GetBytes(chars[..rune.EncodeToUtf16(chars)], coded);
            return true;
        }
        catch (EncoderFallbackException)
        {
            length = 0;
            return false;
        }
    }

    // A byte without a character of its own is the control character of its number, here as in browsers.
    private FrozenDictionary<char, byte> Table()
    {
        var table = new Dictionary<char, byte>();
        for (var b = 0x80; b < 0x100; b++)
            table.TryAdd(encoding.GetString([(byte)b])[0], (byte)b);
        return table.ToFrozenDictionary();
    }
}
