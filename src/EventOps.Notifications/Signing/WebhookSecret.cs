using System.Security.Cryptography;
using EventOps.Domain.Subscriptions;

namespace EventOps.Notifications.Signing;

/// <summary>
/// What signs, per Standard Webhooks: <c>whsec_</c> and 24 to 64 bytes in base64, which the receiver holds as well, or
/// <c>whsk_</c> and the private key of Ed25519. It prints as nothing, so that no log can hold it by accident.
/// </summary>
public sealed class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const string PrivatePrefix = "whsk_";
    private const int NewBytes = 32;

    private readonly byte[] key;

    private WebhookSecret(byte[] key, SignatureScheme scheme) => (this.key, Scheme) = (key, scheme);

    public SignatureScheme Scheme { get; }

    internal ReadOnlySpan<byte> Key => key;

    public static WebhookSecret Create(SignatureScheme scheme = SignatureScheme.V1) =>
        new(RandomNumberGenerator.GetBytes(NewBytes), scheme);

    /// <exception cref="FormatException">The text is not a secret of Standard Webhooks.</exception>
    public static WebhookSecret Parse(string text)
    {
        var scheme = text.StartsWith(PrivatePrefix, StringComparison.Ordinal) ? SignatureScheme.V1a : SignatureScheme.V1;
        var prefix = PrefixOf(scheme);
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
            throw new FormatException($"A webhook secret begins with {Prefix} or {PrivatePrefix}.");
        var bytes = Convert.FromBase64String(text[prefix.Length..]);
        return bytes.Length is >= 24 and <= 64 ? new(bytes, scheme) : throw new FormatException("A webhook secret has 24 to 64 bytes.");
    }

    /// <summary>The text to keep; of <c>v1</c> also what to hand to the receiver once.</summary>
    public string Reveal() => PrefixOf(Scheme) + Convert.ToBase64String(key);

    internal string Sign(ReadOnlySpan<byte> signed) => Convert.ToBase64String(HMACSHA256.HashData(key, signed));

    public override string ToString() => $"{PrefixOf(Scheme)}…";

    private static string PrefixOf(SignatureScheme scheme) => scheme is SignatureScheme.V1 ? Prefix : PrivatePrefix;
}
