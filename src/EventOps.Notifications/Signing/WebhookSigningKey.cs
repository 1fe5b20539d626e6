using System.Security.Cryptography;

namespace EventOps.Notifications.Signing;

/// <summary>
/// The sender's half of a Standard Webhooks <c>v1a</c> pair: <c>whsk_</c> and base64. A receiver holds only
/// <see cref="PublicText"/> and can sign nothing. It prints as nothing, so that no log can hold it by accident.
/// </summary>
public sealed class WebhookSigningKey
{
    private const string Prefix = "whsk_";
    private const string PublicPrefix = "whpk_";

    private readonly byte[] seed;
    private readonly byte[] publicKey;

    private WebhookSigningKey(byte[] seed) => (this.seed, publicKey) = (seed, Ed25519.PublicKey(seed));

    /// <summary>The text that a receiver verifies with: <c>whpk_</c> and 32 bytes in base64. No secret.</summary>
    public string PublicText => PublicPrefix + Convert.ToBase64String(publicKey);

    public static WebhookSigningKey Create() => new(RandomNumberGenerator.GetBytes(Ed25519.SeedLength));

    /// <summary>Reads the seed alone, or the seed and its public key as other libraries write it.</summary>
    /// <exception cref="FormatException">The text is no signing key of Standard Webhooks.</exception>
    public static WebhookSigningKey Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            throw new FormatException($"A webhook signing key begins with {Prefix}.");
        var bytes = Convert.FromBase64String(text[Prefix.Length..]);
        if (bytes.Length is not (Ed25519.SeedLength or 2 * Ed25519.SeedLength))
            throw new FormatException("A webhook signing key has 32 or 64 bytes.");
        var key = new WebhookSigningKey(bytes[..Ed25519.SeedLength]);
        return bytes.Length == Ed25519.SeedLength || bytes.AsSpan(Ed25519.SeedLength).SequenceEqual(key.publicKey)
            ? key
            : throw new FormatException("The public half of the webhook signing key belongs to another key.");
    }

    /// <summary>The text to keep, the public key included.</summary>
    public string Reveal() => Prefix + Convert.ToBase64String([.. seed, .. publicKey]);

    internal string Sign(ReadOnlySpan<byte> signed) => Convert.ToBase64String(Ed25519.Sign(seed, publicKey, signed));

    public override string ToString() => $"{Prefix}…";
}
