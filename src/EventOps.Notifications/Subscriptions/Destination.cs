using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Signing;
using NodaTime;

namespace EventOps.Notifications.Subscriptions;

/// <summary>A subscription with its secrets open: where its messages go, and how.</summary>
public sealed class Destination
{
    private readonly Subscriber subscriber;
    private readonly string address;
    private readonly string? robotSecret;
    private readonly IReadOnlyDictionary<string, string> headers;
    private readonly IReadOnlyList<(WebhookSecret Secret, Instant? Until)> signing;

    internal Destination(
        Subscriber subscriber, string address, string? robotSecret, IReadOnlyDictionary<string, string> headers,
        IReadOnlyList<(WebhookSecret Secret, Instant? Until)> signing) =>
        (this.subscriber, this.address, this.robotSecret, this.headers, this.signing) =
        (subscriber, address, robotSecret, headers, signing);

    /// <summary>The version of the subscription that this is.</summary>
    public long Version => subscriber.Version;

    /// <summary>A message on its way there, signed by what signs now.</summary>
    public Outgoing Carry(Guid id, string type, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var moment = Instant.FromDateTimeOffset(now);
        var secrets = new SinkSecrets(
            [.. signing.Where(s => s.Until is not { } until || until > moment).Select(s => s.Secret)], robotSecret, headers);
        return new Outgoing(
            subscriber.Kind, address, secrets, subscriber.Language, subscriber.Mode, subscriber.Handshake, subscriber.Target, id, type,
            body, $"{subscriber.Tenant}/{subscriber.Id}");
    }
}
