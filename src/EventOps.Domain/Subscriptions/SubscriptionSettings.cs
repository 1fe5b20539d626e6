using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Subscriptions;

/// <summary>What a subscription can be told to do differently at any time.</summary>
/// <param name="Types">Message types, whole or ending in <c>*</c>; none means every public fact.</param>
/// <param name="IncludeImported">Whether facts that an import brought from the past are told as well.</param>
/// <param name="Language">Of texts for people: <c>zh</c> or <c>en</c>.</param>
/// <param name="QuietSeconds">How long a thing must stay unchanged before it is told, at most a day; 0: at once.</param>
/// <param name="Ordered">Whether a message waits until the one before it has arrived.</param>
/// <param name="Handshake">Whether the sink is asked for its consent first (CloudEvents, WebHook-Request-Origin).</param>
/// <param name="HeaderNames">Of headers that go along; their values are secrets and not here.</param>
public sealed record SubscriptionSettings(
    string Name, ValueList<string> Types, bool IncludeImported, SubscriptionFilter Filter, string Language, int QuietSeconds,
    bool Ordered, DeliveryMode Mode, bool Handshake, ValueList<string> HeaderNames, SubscriptionTarget Target)
{
    public const string DefaultLanguage = "zh";
    public const int LongestQuiet = 86_400;
}

/// <summary>Which meetups are told of; an empty list lets all pass, and every list that is not empty must agree.</summary>
public sealed record SubscriptionFilter
{
    public SubscriptionFilter()
    {
    }

    public SubscriptionFilter(ValueList<string> series, ValueList<string> tags, ValueList<Guid> meetupIds) =>
        (Series, Tags, MeetupIds) = (series, tags, meetupIds);

    public static SubscriptionFilter All { get; } = new();

    /// <summary>Names of series, any of them.</summary>
    public ValueList<string> Series { get; init; }

    /// <summary>Tags, any of them.</summary>
    public ValueList<string> Tags { get; init; }

    /// <summary>These very meetups.</summary>
    public ValueList<Guid> MeetupIds { get; init; }
}

/// <summary>Where at the sink a message goes, for the kinds that have more than an address.</summary>
/// <param name="Room">Matrix: the room's id.</param>
/// <param name="Chat">Telegram: the chat's id or @name.</param>
/// <param name="Owner">GitHub: who owns the repository.</param>
/// <param name="Repository">GitHub: its name.</param>
/// <param name="EventType">GitHub: the <c>event_type</c> of the dispatch.</param>
/// <param name="Exchange">RabbitMQ: the topic exchange.</param>
/// <param name="RoutingKey">RabbitMQ: the routing key; absent, the message's type and the community.</param>
public sealed record SubscriptionTarget(
    string? Room = null, string? Chat = null, string? Owner = null, string? Repository = null, string? EventType = null,
    string? Exchange = null, string? RoutingKey = null)
{
    public static SubscriptionTarget None { get; } = new();
}

/// <summary>
/// Names of what lies sealed beside the log. A value is never changed, only replaced by another under a new id, so an event
/// that names an id names one value for ever.
/// </summary>
/// <param name="AddressId">The whole address; null when the sink that is shown is all of it.</param>
/// <param name="HeadersId">Values of the extra headers.</param>
/// <param name="RobotSecretId">A secret that the other side gave: a robot's signing secret, an access token.</param>
/// <param name="Signing">Secrets that sign, the newest first.</param>
public sealed record SealedValues(
    Guid? AddressId, Guid? HeadersId, Guid? RobotSecretId, ValueList<SigningSecret> Signing)
{
    public static SealedValues None { get; } = new(null, null, null, []);

    public IEnumerable<Guid> Ids() =>
        [.. new[] { AddressId, HeadersId, RobotSecretId }.OfType<Guid>(), .. Signing.Select(secret => secret.SecretId)];

    /// <summary>Without the secrets that sign no longer.</summary>
    public SealedValues WithoutExpired(Instant now) => this with { Signing = [.. SigningAt(now)] };

    /// <summary>The secrets that sign at a moment, the newest first.</summary>
    public IEnumerable<SigningSecret> SigningAt(Instant now) => Signing.Where(secret => secret.Until is not { } until || until > now);

    /// <summary>A new secret before the others, which end when the event says, or sooner if they were to end sooner.</summary>
    public SealedValues Rotate(SubscriptionSecretRotated rotated) => this with
    {
        Signing =
        [
            new SigningSecret(rotated.SecretId, null),
            .. Signing.Select(old => old.Until < rotated.OldUntil ? old : old with { Until = rotated.OldUntil }),
        ],
    };
}

/// <param name="Until">When it stops to sign; null: not before it is replaced.</param>
public sealed record SigningSecret(Guid SecretId, Instant? Until);
