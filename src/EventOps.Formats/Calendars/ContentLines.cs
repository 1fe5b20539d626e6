using System.Buffers;
using EventOps.Formats.Shared;

namespace EventOps.Formats.Calendars;

/// <summary>
/// Writes the content lines of RFC 5545: CRLF at the end, folded after 75 octets and never inside a character, texts escaped.
/// </summary>
internal sealed class ContentLines
{
    private const int MostOctets = 75;

    private readonly ArrayBufferWriter<byte> written = new(4096);

    public byte[] ToArray() => written.WrittenSpan.ToArray();

    /// <summary>A line whose value needs no escaping: a time, a number, an address.</summary>
    public void Raw(string name, string value) => Line($"{name}:{value}");

    /// <summary>A line of text; nothing when the text is empty.</summary>
    public void Text(string name, string? value)
    {
        var plain = PlainText.Of(value).Trim();
        if (plain.Length > 0)
            Line($"{name}:{Escaped(plain)}");
    }

    /// <summary>A list of texts; nothing when it is empty.</summary>
    public void Texts(string name, IEnumerable<string> values)
    {
        var list = string.Join(',', values.Select(PlainText.Line).Where(value => value.Length > 0).Select(Escaped));
        if (list.Length > 0)
            Line($"{name}:{list}");
    }

    /// <summary>An address; nothing when there is none. What would end the line or the value is percent-encoded.</summary>
    public void Address(string name, string? address)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri))
            Line($"{name}:{uri.AbsoluteUri}");
    }

    private static string Escaped(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal).Replace(";", @"\;", StringComparison.Ordinal)
        .Replace(",", @"\,", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private void Line(string line)
    {
        Span<byte> character = stackalloc byte[4];
        var room = MostOctets;
        foreach (var rune in line.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(character);
            if (length > room)
            {
                written.Write("\r\n "u8);
                room = MostOctets - 1;
            }

            written.Write(character[..length]);
            room -= length;
        }

        written.Write("\r\n"u8);
    }
}
