using System.Security.Cryptography;

namespace EventOps.Notifications.Signing;

/// <summary>
/// What a sender and a receiver share, per Standard Webhooks: <c>whsec_</c> and 24 to 64 bytes in base64. It prints as
/// nothing, so that no log can hold it by accident.
/// </summary>
public sealed class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int NewBytes = 32;

    private readonly byte[] key;

    private WebhookSecret(byte[] key) => this.key = key;

    public static WebhookSecret Create() => new(RandomNumberGenerator.GetBytes(NewBytes));

    /// <exception cref="FormatException">The text is not a secret of Standard Webhooks.</exception>
    public static WebhookSecret Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            throw new FormatException($"A webhook secret begins with {Prefix}.");
        var bytes = Convert.FromBase64String(text[Prefix.Length..]);
        return bytes.Length is >= 24 and <= 64 ? new(bytes) : throw new FormatException("A webhook secret has 24 to 64 bytes.");
    }

    /// <summary>The text to hand to the receiver once, and to keep.</summary>
    public string Reveal() => Prefix + Convert.ToBase64String(key);

    internal string Sign(ReadOnlySpan<byte> signed) => Convert.ToBase64String(HMACSHA256.HashData(key, signed));

    public override string ToString() => $"{Prefix}…";
}
