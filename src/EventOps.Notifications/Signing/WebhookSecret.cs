using System.Security.Cryptography;
using EventOps.Domain.Subscriptions;

namespace EventOps.Notifications.Signing;

/// <summary>
/// What signs, per Standard Webhooks: <c>whsec_</c> and 24 to 64 bytes in base64, which the receiver holds as well, or
/// <c>whsk_</c> and a pair of Ed25519, whose public half is all that the receiver needs. It prints as nothing, so that no
/// log can hold it by accident.
/// </summary>
public sealed class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int NewBytes = 32;

    private readonly byte[] key = [];

    private WebhookSecret(byte[] key) => this.key = key;

    private WebhookSecret(WebhookSigningKey pair) => Pair = pair;

    public SignatureScheme Scheme => Pair is null ? SignatureScheme.V1 : SignatureScheme.V1a;

    /// <summary>The pair of <c>v1a</c>; null for <c>v1</c>.</summary>
    public WebhookSigningKey? Pair { get; }

    public static WebhookSecret Create(SignatureScheme scheme = SignatureScheme.V1) => scheme is SignatureScheme.V1a
        ? new(WebhookSigningKey.Create())
        : new(RandomNumberGenerator.GetBytes(NewBytes));

    /// <exception cref="FormatException">The text is not a secret of Standard Webhooks.</exception>
    public static WebhookSecret Parse(string text)
    {
        if (text.StartsWith("whsk_", StringComparison.Ordinal))
            return new(WebhookSigningKey.Parse(text));
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            throw new FormatException($"A webhook secret begins with {Prefix}.");
        var bytes = Convert.FromBase64String(text[Prefix.Length..]);
        return bytes.Length is >= 24 and <= 64 ? new(bytes) : throw new FormatException("A webhook secret has 24 to 64 bytes.");
    }

    /// <summary>The text to keep sealed.</summary>
    public string Reveal() => Pair?.Reveal() ?? Prefix + Convert.ToBase64String(key);

    /// <summary>The text for the receiver: the secret of <c>v1</c>, once; the public key of <c>v1a</c>.</summary>
    public string ForReceiver() => Pair?.PublicText ?? Reveal();

    /// <summary>The version and the signature, as the header lists them.</summary>
    internal string Sign(ReadOnlySpan<byte> signed) =>
        Pair is { } pair ? $"v1a,{pair.Sign(signed)}" : $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";

    public override string ToString() => Pair?.ToString() ?? $"{Prefix}…";
}
