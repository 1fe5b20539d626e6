using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using NodaTime;

namespace EventOps.Server.Subscriptions;

/// <summary>Asks to be told of what happens from now on.</summary>
/// <param name="Name">For people.</param>
/// <param name="Sink">The whole address. Of a robot it is a secret, and is never shown again.</param>
/// <param name="Kind">What takes the messages.</param>
/// <param name="Types">Message types like eventops.slides.published.v1 or eventops.slides.*; none means every public fact.</param>
/// <param name="IncludeImported">Whether facts that an import brings from the past are told as well.</param>
/// <param name="Filter">Which meetups: by series, tags, ids; each list that is not empty must agree.</param>
/// <param name="Language">Of texts for people: zh or en.</param>
/// <param name="QuietSeconds">How long a thing must stay unchanged before it is told, at most a day; 0: at once.</param>
/// <param name="Ordered">Whether a message waits until the one before it has arrived.</param>
/// <param name="Mode">How the CloudEvent travels: structured or binary; for webhooks.</param>
/// <param name="Handshake">Whether the sink is asked for its consent first (WebHook-Request-Origin); for webhooks.</param>
/// <param name="Signature">v1 (HMAC-SHA256) or v1a (Ed25519); for webhooks, and not to be changed later.</param>
/// <param name="Headers">Extra headers of each request, by name. Their values are never shown again.</param>
/// <param name="Target">The room, chat, repository or exchange at the sink, for the kinds that have one.</param>
/// <param name="Secret">What the other side gave: a robot's signing secret, an access token. Never shown again.</param>
/// <param name="Test">Whether to send a test message at once and say in the answer how it went.</param>
public sealed record SubscriptionRequest(
    string Name, string Sink, SubscriptionKind Kind = SubscriptionKind.Webhook, ValueList<string> Types = default,
    bool IncludeImported = false, SubscriptionFilter? Filter = null, string Language = SubscriptionSettings.DefaultLanguage,
    int QuietSeconds = 0, bool Ordered = false, DeliveryMode Mode = DeliveryMode.Structured, bool Handshake = false,
    SignatureScheme Signature = SignatureScheme.V1, IReadOnlyDictionary<string, string>? Headers = null,
    SubscriptionTarget? Target = null, string? Secret = null, bool Test = false);

/// <summary>Changes what is there and leaves what is absent. Kind and signature stay: they are another subscription.</summary>
/// <param name="Sink">Another address, of the same kind.</param>
/// <param name="Types">All types from now on.</param>
/// <param name="Filter">The whole filter from now on; an empty one lets all meetups pass.</param>
/// <param name="Headers">All extra headers from now on, with their values; an empty object takes them away.</param>
/// <param name="Target">The whole target from now on.</param>
/// <param name="Secret">Another secret of the other side.</param>
public sealed record SubscriptionPatch(
    string? Name = null, string? Sink = null, ValueList<string>? Types = null, bool? IncludeImported = null,
    SubscriptionFilter? Filter = null, string? Language = null, int? QuietSeconds = null, bool? Ordered = null,
    DeliveryMode? Mode = null, bool? Handshake = null, IReadOnlyDictionary<string, string>? Headers = null,
    SubscriptionTarget? Target = null, string? Secret = null);

/// <summary>Stops the sending without loss.</summary>
/// <param name="Reason">For whoever wonders why it is quiet.</param>
public sealed record PauseRequest(string? Reason = null);

/// <summary>Lets a new secret sign.</summary>
/// <param name="OverlapSeconds">How long the old one signs along: 0 to 604800, a week; a day by default.</param>
public sealed record RotateSecretRequest(int OverlapSeconds = RotateSecretRequest.Day)
{
    internal const int Day = 86_400;
    internal const int Week = 7 * Day;
}

/// <summary>Sends again what happened, from a position or a time on.</summary>
/// <param name="FromPosition">The first position, itself included. This, or <paramref name="Since"/>.</param>
/// <param name="Since">Everything recorded at this time or later.</param>
/// <param name="UntilPosition">The last position, itself included; absent, all there is now.</param>
/// <param name="OnlyFailed">Only what never arrived.</param>
public sealed record ReplayRequest(
    long? FromPosition = null, Instant? Since = null, long? UntilPosition = null, bool OnlyFailed = false);
