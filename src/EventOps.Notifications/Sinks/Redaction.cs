using System.Text;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Deliveries;

namespace EventOps.Notifications.Sinks;

/// <summary>Takes the secrets of a delivery out of what its sink answered, which is kept and shown.</summary>
internal static class Redaction
{
    // Shorter pieces are words that a path or an answer may hold by chance.
    private const int ShortestSecret = 8;

    public static byte[] Of(Outgoing outgoing, byte[] answer, int keep)
    {
        // Latin-1 gives each byte its character and back.
        var text = Encoding.Latin1.GetString(answer);
        foreach (var secret in Secrets(outgoing).Where(s => s.Length >= ShortestSecret).OrderByDescending(s => s.Length))
        {
            text = text.Replace(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(secret)), "***", StringComparison.Ordinal);
        }

        return Encoding.Latin1.GetBytes(text.Length <= keep ? text : text[..keep]);
    }

    private static IEnumerable<string> Secrets(Outgoing outgoing)
    {
        if (outgoing.Secrets.RobotSecret is { } robot)
            yield return robot;
        foreach (var header in outgoing.Secrets.Headers.Values)
            yield return header;
        if (!Uri.TryCreate(outgoing.Address, UriKind.Absolute, out var address))
            yield break;
        // A webhook's path is shown to its owner anyway; of all others it is the secret.
        var parts = address.Query.Split('?', '&', '=').Concat(address.UserInfo.Split(':'))
            .Concat(outgoing.Kind is SubscriptionKind.Webhook ? [] : address.AbsolutePath.Split('/'));
        foreach (var part in parts)
        {
            yield return part;
            yield return Uri.UnescapeDataString(part);
            if (part.StartsWith("bot", StringComparison.Ordinal))
                yield return part["bot".Length..];
        }
    }
}
