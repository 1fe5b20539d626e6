using System.Security.Cryptography;
using EventOps.Domain.Subscriptions;

namespace EventOps.Notifications.Signing;

/// <summary>
/// What signs, per Standard Webhooks: <c>whsec_</c> and 24 to 64 bytes in base64, which the receiver holds as well, or
/// <c>whsk_</c> and the private key of Ed25519, whose receiver holds <see cref="PublicText"/> only. It prints as nothing, so
/// that no log can hold it by accident.
/// </summary>
public sealed class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const string PrivatePrefix = "whsk_";
    private const string PublicPrefix = "whpk_";
    private const int NewBytes = 32;

    private readonly byte[] key;

    // Of v1a: derived from the seed, whatever a text claims.
    private readonly Lazy<byte[]> publicKey;

    private WebhookSecret(byte[] key, SignatureScheme scheme)
    {
        (this.key, Scheme) = (key, scheme);
        publicKey = new Lazy<byte[]>(() => Ed25519.PublicKey(key));
    }

    public SignatureScheme Scheme { get; }

    /// <summary>Of <c>v1a</c> the text that a receiver verifies with, no secret; null of <c>v1</c>.</summary>
    public string? PublicText => Scheme is SignatureScheme.V1a ? PublicPrefix + Convert.ToBase64String(publicKey.Value) : null;

    public static WebhookSecret Create(SignatureScheme scheme = SignatureScheme.V1) =>
        new(RandomNumberGenerator.GetBytes(NewBytes), scheme);

    /// <summary>Reads a secret; a private key as its seed alone, or as seed and public key, as other libraries write it.</summary>
    /// <exception cref="FormatException">The text is not a secret of Standard Webhooks.</exception>
    public static WebhookSecret Parse(string text)
    {
        if (text.StartsWith(PrivatePrefix, StringComparison.Ordinal))
            return ParsePrivate(Convert.FromBase64String(text[PrivatePrefix.Length..]));
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            throw new FormatException($"A webhook secret begins with {Prefix} or {PrivatePrefix}.");
        var bytes = Convert.FromBase64String(text[Prefix.Length..]);
        return bytes.Length is >= 24 and <= 64
            ? new(bytes, SignatureScheme.V1)
            : throw new FormatException("A webhook secret has 24 to 64 bytes.");
    }

    /// <summary>The text to keep; of <c>v1</c> also what to hand to the receiver once.</summary>
    public string Reveal() => (Scheme is SignatureScheme.V1 ? Prefix : PrivatePrefix) + Convert.ToBase64String(key);

    /// <summary>One signature with its version, like <c>v1,…</c></summary>
    internal string Sign(ReadOnlySpan<byte> signed) => Scheme is SignatureScheme.V1
        ? $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}"
        : $"v1a,{Convert.ToBase64String(Ed25519.Sign(key, publicKey.Value, signed))}";

    public override string ToString() => $"{(Scheme is SignatureScheme.V1 ? Prefix : PrivatePrefix)}…";

    private static WebhookSecret ParsePrivate(byte[] bytes)
    {
        if (bytes.Length is not (Ed25519.SeedLength or 2 * Ed25519.SeedLength))
            throw new FormatException("A webhook signing key has 32 or 64 bytes.");
        var secret = new WebhookSecret(bytes[..Ed25519.SeedLength], SignatureScheme.V1a);
        return bytes.Length == Ed25519.SeedLength || bytes.AsSpan(Ed25519.SeedLength).SequenceEqual(secret.publicKey.Value)
            ? secret
            : throw new FormatException("The public half of the webhook signing key belongs to another key.");
    }
}
