using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Subscriptions;
using NodaTime;

namespace EventOps.Server.Subscriptions;

/// <summary>A subscription as the API shows it: no secret, of a robot's address only its host.</summary>
/// <param name="Sink">The address as it may be shown.</param>
/// <param name="State">active, paused or disabled.</param>
/// <param name="Reason">Why it is paused or disabled.</param>
/// <param name="Headers">The names of extra headers.</param>
/// <param name="Position">Of the change that this answers; absent when nothing was changed.</param>
public sealed record SubscriptionAnswer(
    Guid SubscriptionId, string Name, SubscriptionKind Kind, string Sink, SubscriptionStatus State, string? Reason,
    ValueList<string> Types, bool IncludeImported, SubscriptionFilter Filter, string Language, int QuietSeconds, bool Ordered,
    DeliveryMode Mode, bool Handshake, SignatureScheme? Signature, ValueList<string> Headers, SubscriptionTarget? Target,
    long Version, long? Position = null, ValueList<Warning>? Warnings = null)
{
    internal static SubscriptionAnswer Of(Guid id, Subscription s, long version) =>
        Of(id, s.Kind, s.Sink, s.Status, s.Reason, s.Signature, s.Settings, version);

    internal static SubscriptionAnswer Of(Subscriber s) =>
        Of(s.Id, s.Kind, s.Sink, s.Status, s.Reason, s.Signature, s.Settings, s.Version);

    private static SubscriptionAnswer Of(
        Guid id, SubscriptionKind kind, string sink, SubscriptionStatus state, string? reason, SignatureScheme signature,
        SubscriptionSettings s, long version) => new(
        id, s.Name, kind, sink, state, reason, s.Types, s.IncludeImported, s.Filter, s.Language, s.QuietSeconds, s.Ordered, s.Mode,
        s.Handshake, kind.IsSigned() ? signature : null, s.HeaderNames, s.Target == SubscriptionTarget.None ? null : s.Target,
        version);
}

/// <summary>The answer to its creation, the only one that shows the secret.</summary>
/// <param name="Secret">Signs every message, per Standard Webhooks; keep it. Absent when it was shown before, and for v1a.</param>
/// <param name="PublicKey">For v1a: what verifies the signatures. No secret.</param>
/// <param name="Position">It hears of what comes after this position.</param>
/// <param name="Test">How the test message went, if one was asked for.</param>
/// <param name="Warnings">What may keep messages from arriving.</param>
public sealed record SubscriptionCreatedAnswer(
    Guid SubscriptionId, string Name, SubscriptionKind Kind, string Sink, SubscriptionStatus State, ValueList<string> Types,
    bool IncludeImported, string? Secret, string? PublicKey, long Version, long Position, TestAnswer? Test,
    ValueList<Warning> Warnings);

/// <summary>With <c>?dryRun=true</c>: what would come of a change, of which nothing was stored.</summary>
/// <param name="Version">As it is now.</param>
/// <param name="Events">What would be appended; ids of sealed values would be others.</param>
public sealed record SubscriptionDryRun(
    Guid SubscriptionId, long Version, long Position, ValueList<Meetups.DecidedEvent> Events, ValueList<Warning> Warnings);

/// <summary>The subscriptions of a community, the oldest first.</summary>
public sealed record SubscriptionsAnswer(ValueList<SubscriptionAnswer> Subscriptions);

/// <summary>The answer to a rotation, the only one that shows the new secret.</summary>
/// <param name="OldUntil">Until when the secrets before it sign along.</param>
public sealed record SecretRotatedAnswer(
    Guid SubscriptionId, string? Secret, string? PublicKey, Instant OldUntil, long Version, long Position);

/// <summary>What is going to be sent again.</summary>
public sealed record ReplayAnswer(
    Guid SubscriptionId, Guid ReplayId, long FromPosition, long UntilPosition, bool OnlyFailed, long Version, long Position);

/// <summary>How a test message went.</summary>
/// <param name="Delivered">Whether the sink took it.</param>
/// <param name="Status">The HTTP status; absent when no answer came.</param>
/// <param name="Error">What went wrong, in one word; absent when nothing did.</param>
public sealed record TestAnswer(bool Delivered, int? Status, AttemptError? Error, int Milliseconds)
{
    internal static TestAnswer Of(Attempt attempt) => new(
        attempt.Error is null, attempt.Status, attempt.Error, (int)(attempt.Ended - attempt.Started).TotalMilliseconds);
}
