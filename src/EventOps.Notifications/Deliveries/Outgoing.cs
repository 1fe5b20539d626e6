using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Signing;

namespace EventOps.Notifications.Deliveries;

/// <summary>One message on its way to one sink: all that sending it takes, and nothing that a log may print.</summary>
/// <param name="Address">The whole address. It may be a secret itself.</param>
/// <param name="Language">Of texts for people: <c>zh</c> or <c>en</c>.</param>
/// <param name="Id">The event's id, the same for every repeat.</param>
/// <param name="Type">The message's type.</param>
/// <param name="Body">The CloudEvent in structured JSON; a repeat has the same bytes.</param>
/// <param name="SubscriptionKey">Names the subscription, for what is counted per subscription.</param>
public sealed record Outgoing(
    SubscriptionKind Kind, string Address, SinkSecrets Secrets, string Language, DeliveryMode Mode, bool Handshake,
    SubscriptionTarget Target, Guid Id, string Type, ReadOnlyMemory<byte> Body, string SubscriptionKey)
{
    public override string ToString() => $"{Type} {Id} to {SubscriptionKey}";
}

/// <summary>What a sender and a sink share. It prints as nothing.</summary>
/// <param name="Signing">What signs, the newest first; each knows its scheme.</param>
/// <param name="RobotSecret">What the other side gave: a robot's signing secret, an access token.</param>
/// <param name="Headers">Extra headers, by name.</param>
public sealed record SinkSecrets(
    IReadOnlyList<WebhookSecret> Signing, string? RobotSecret, IReadOnlyDictionary<string, string> Headers)
{
    public static SinkSecrets None { get; } = new([], null, new Dictionary<string, string>());

    public override string ToString() => "…";
}

/// <summary>Sends one message and says how it went; throws only when cancelled.</summary>
public delegate Task<Attempt> SendOutgoing(Outgoing outgoing, CancellationToken ct);
