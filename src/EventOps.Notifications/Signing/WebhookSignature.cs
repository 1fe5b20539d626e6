using System.Globalization;
using System.Text;

namespace EventOps.Notifications.Signing;

/// <summary>
/// The signatures of Standard Webhooks 1.0.0 over id, time of the attempt and body: <c>v1</c> is HMAC-SHA256,
/// <c>v1a</c> is Ed25519.
/// </summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string Header = "webhook-signature";

    /// <summary>The header's value: one signature per secret, so that a receiver may still hold the one before.</summary>
    /// <param name="timestamp">Unix seconds of this attempt.</param>
    /// <param name="body">The very bytes that are sent.</param>
    public static string Of(IEnumerable<WebhookSecret> secrets, string id, long timestamp, ReadOnlySpan<byte> body) =>
        Of(secrets, [], id, timestamp, body);

    /// <summary>As above, and one signature per key; a receiver passes over the version that it does not know.</summary>
    public static string Of(
        IEnumerable<WebhookSecret> secrets, IEnumerable<WebhookSigningKey> keys, string id, long timestamp,
        ReadOnlySpan<byte> body)
    {
        var prefix = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        byte[] signed = [.. prefix, .. body];
        return string.Join(
            ' ', secrets.Select(secret => secret.Sign(signed)).Concat(keys.Select(key => $"v1a,{key.Sign(signed)}")));
    }
}
