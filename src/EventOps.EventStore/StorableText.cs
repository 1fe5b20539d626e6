using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace EventOps.EventStore;

/// <summary>
/// Text that PostgreSQL can hold: no U+0000, no half of a surrogate pair. It is judged before it is sent: the driver finds
/// the second out in the middle of a message and gives the connection up, which looks like an outage and not like bad data.
/// </summary>
internal static class StorableText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="InvalidOperationException">The text cannot be held.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Require(string? text)
    {
        if (text is null)
            return null;
        if (text.Contains('\0'))
            throw new InvalidOperationException("A text of the row holds U+0000, which PostgreSQL cannot store.");
        try
        {
            Strict.GetByteCount(text);
            return text;
        }
        catch (EncoderFallbackException e)
        {
            throw new InvalidOperationException("A text of the row holds half of a surrogate pair, which is no character.", e);
        }
    }

    /// <summary>The text with what cannot be held replaced, for reports that quote what went wrong.</summary>
    public static string Of(string text, int most) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Length > most ? text[..most] : text)).Replace('\0', '\uFFFD');
}
