using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Subscriptions;

/// <summary>What happened to a subscription. These names and fields are on disk: add, never change.</summary>
public abstract record SubscriptionEvent
{
    private protected SubscriptionEvent()
    {
    }

    public static EventNames<SubscriptionEvent> Names { get; } = new(
        ("subscription_created", typeof(SubscriptionCreated)),
        ("subscription_revised", typeof(SubscriptionRevised)),
        ("subscription_paused", typeof(SubscriptionPaused)),
        ("subscription_resumed", typeof(SubscriptionResumed)),
        ("subscription_disabled", typeof(SubscriptionDisabled)),
        ("subscription_secret_rotated", typeof(SubscriptionSecretRotated)),
        ("subscription_replayed", typeof(SubscriptionReplayed)),
        ("subscription_deleted", typeof(SubscriptionDeleted)));
}

/// <summary>No secret is in the log: neither what signs, nor header values, nor an address that must not be shown.</summary>
/// <param name="Sink">The address as it may be shown.</param>
/// <param name="SecretId">The first secret that signs; empty in events of old, whose secret has the empty id.</param>
public sealed record SubscriptionCreated(
    string Name, SubscriptionKind Kind, string Sink, ValueList<string> Types, bool IncludeImported,
    SubscriptionFilter? Filter = null, string Language = SubscriptionSettings.DefaultLanguage, int QuietSeconds = 0,
    bool Ordered = false, DeliveryMode Mode = DeliveryMode.Structured, bool Handshake = false,
    SignatureScheme Signature = SignatureScheme.V1, ValueList<string> HeaderNames = default, SubscriptionTarget? Target = null,
    Guid? AddressId = null, Guid? HeadersId = null, Guid? RobotSecretId = null, Guid SecretId = default) : SubscriptionEvent
{
    public SubscriptionSettings ToSettings() => new(
        Name, Types, IncludeImported, Filter ?? SubscriptionFilter.All, Language, QuietSeconds, Ordered, Mode, Handshake,
        HeaderNames, Target ?? SubscriptionTarget.None);

    public SealedValues ToSealed() => new(
        AddressId, HeadersId, RobotSecretId, Kind.IsSigned() ? [new SigningSecret(SecretId, null)] : []);
}

/// <summary>All of it as it is from now on; the ids differ from those before where a sealed value was replaced.</summary>
public sealed record SubscriptionRevised(
    SubscriptionSettings Settings, string Sink, Guid? AddressId, Guid? HeadersId, Guid? RobotSecretId) : SubscriptionEvent;

/// <summary>Nothing is sent until it is resumed; what happens meanwhile is kept for it.</summary>
public sealed record SubscriptionPaused(string? Reason) : SubscriptionEvent;

public sealed record SubscriptionResumed : SubscriptionEvent;

/// <summary>The sink failed for long, or said that it is gone; nothing is sent until somebody resumes it.</summary>
public sealed record SubscriptionDisabled(string Reason) : SubscriptionEvent;

/// <param name="OldUntil">Until when the secrets before it sign along.</param>
public sealed record SubscriptionSecretRotated(Guid SecretId, Instant OldUntil) : SubscriptionEvent;

/// <summary>What matches from one position to another, both included, is sent again.</summary>
/// <param name="OnlyFailed">Only what never arrived.</param>
public sealed record SubscriptionReplayed(Guid ReplayId, long FromPosition, long UntilPosition, bool OnlyFailed) : SubscriptionEvent;

public sealed record SubscriptionDeleted(string? Reason) : SubscriptionEvent;
