using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EventOps.Notifications.Sinks;

/// <summary>
/// A CloudEvent in HTTP's binary mode: the body is the data, the attributes are headers. A signature covers the body only,
/// so whoever must trust the attributes takes the structured mode.
/// </summary>
internal sealed record BinaryMode(ReadOnlyMemory<byte> Data, string ContentType, IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <param name="message">The event in structured JSON. Its data keep their very bytes.</param>
    public static BinaryMode Of(ReadOnlyMemory<byte> message)
    {
        using var json = JsonDocument.Parse(message);
        var (data, type, headers) = ("", "application/json", new List<(string, string)>());
        foreach (var attribute in json.RootElement.EnumerateObject())
        {
            if (attribute.NameEquals("data"))
                data = attribute.Value.GetRawText();
            else if (attribute.NameEquals("datacontenttype"))
                type = attribute.Value.GetString() ?? type;
            else
                headers.Add(($"ce-{attribute.Name}", Encode(attribute.Value.ToString())));
        }

        return new BinaryMode(Encoding.UTF8.GetBytes(data), type, headers);
    }

    /// <summary>As the HTTP binding of CloudEvents wants it: blanks, quotes, percent signs and all beyond ASCII as UTF-8 in percents.</summary>
    public static string Encode(string value)
    {
        var encoded = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Value is > ' ' and < '\u007f' and not ('"' or '%'))
                encoded.Append((char)rune.Value);
            else
                foreach (var b in Encoding.UTF8.GetBytes(rune.ToString()))
                    encoded.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }
}
