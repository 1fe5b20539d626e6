using System.Diagnostics;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Messages;
using NodaTime;

namespace EventOps.Notifications.Subscriptions;

/// <summary>A subscription as the fan-out knows it: who hears of what, from which position on.</summary>
public sealed record Subscriber
{
    public required string Tenant { get; init; }

    public required Guid Id { get; init; }

    /// <summary>The version of its stream that this is; an event of before has done its work.</summary>
    public required long Version { get; init; }

    public required SubscriptionStatus Status { get; init; }

    /// <summary>Why it is paused or disabled.</summary>
    public string? Reason { get; init; }

    public required SubscriptionKind Kind { get; init; }

    /// <summary>The address as it may be shown; the whole one is in <see cref="Sealed"/>, if this is not all of it.</summary>
    public required string Sink { get; init; }

    public required SignatureScheme Signature { get; init; }

    public required SubscriptionSettings Settings { get; init; }

    public required SealedValues Sealed { get; init; }

    public required long CreatedPosition { get; init; }

    /// <summary>
    /// It hears of what comes after this position: that of its creation or of its last revision. In a repeat of the log what
    /// came before was matched with the settings of then.
    /// </summary>
    public required long ListensAfter { get; init; }

    public required DateTimeOffset Created { get; init; }

    public string Name => Settings.Name;

    /// <summary>Message types, whole or ending in <c>*</c>; none means every public fact.</summary>
    public IReadOnlyList<string> Types => Settings.Types;

    public bool IncludeImported => Settings.IncludeImported;

    public SubscriptionFilter Filter => Settings.Filter;

    public string Language => Settings.Language;

    public int QuietSeconds => Settings.QuietSeconds;

    public bool Ordered => Settings.Ordered;

    public DeliveryMode Mode => Settings.Mode;

    public bool Handshake => Settings.Handshake;

    public SubscriptionTarget Target => Settings.Target;

    public bool IsSite => Kind.IsSite();

    internal static Subscriber From(RecordedEvent stored, SubscriptionCreated created) => new()
    {
        Tenant = stored.Tenant, Id = stored.StreamId, Version = stored.Version, Status = SubscriptionStatus.Active,
        Kind = created.Kind, Sink = created.Sink, Signature = created.Signature, Settings = created.ToSettings(),
        Sealed = created.ToSealed(), CreatedPosition = stored.Position, ListensAfter = stored.Position, Created = stored.Timestamp,
    };

    /// <summary>The subscription after one more of its events.</summary>
    internal Subscriber After(RecordedEvent stored, SubscriptionEvent happened) => happened switch
    {
        SubscriptionRevised e => this with
        {
            Sink = e.Sink,
            Settings = e.Settings,
            Sealed = Sealed with { AddressId = e.AddressId, HeadersId = e.HeadersId, RobotSecretId = e.RobotSecretId },
            ListensAfter = stored.Position,
        },
        SubscriptionPaused e => this with { Status = SubscriptionStatus.Paused, Reason = e.Reason },
        SubscriptionResumed => this with { Status = SubscriptionStatus.Active, Reason = null },
        SubscriptionDisabled e => this with { Status = SubscriptionStatus.Disabled, Reason = e.Reason },
        SubscriptionSecretRotated e => this with { Sealed = Sealed.Rotate(e).WithoutExpired(Instant.FromDateTimeOffset(stored.Timestamp)) },
        SubscriptionReplayed => this,
        SubscriptionDeleted => this with { Status = SubscriptionStatus.Deleted, Reason = null, ListensAfter = stored.Position },
        _ => throw new UnreachableException($"The fan-out does not know {happened.GetType().Name}."),
    } with
    { Version = stored.Version };

    /// <summary>Whether this event could become a message to it; the message itself has the last word.</summary>
    internal bool MayHear(RecordedEvent stored, MessageType type) => Listens(stored) && TypeWish.MayTake(Types, type);

    // A paused one collects and sends nothing; a disabled one is kept account of, so that a replay brings what it missed.
    internal bool Listens(RecordedEvent stored) =>
        stored.Tenant == Tenant && stored.Position > ListensAfter && Status is not SubscriptionStatus.Deleted && Accepts(stored);

    /// <summary>Whether facts of such origin are for it, whenever they happened.</summary>
    internal bool Accepts(RecordedEvent stored) => IncludeImported || !ImportHeader.IsOn(stored);

    /// <summary>Whether it is told of this fact: by its type, and by the meetup as the fact has made it.</summary>
    internal bool Hears(Fact fact) =>
        TypeWish.Takes(Types, fact.Message.Type, fact.Message.IsPublic)
        && Takes(Filter.Series, fact.After.Details.Series) && Takes(Filter.Tags, fact.After.Details.Tags)
        && (Filter.MeetupIds.Count == 0 || Filter.MeetupIds.Contains(fact.Stored.StreamId));

    private static bool Takes(ValueList<string> wanted, params IEnumerable<string?> has) =>
        wanted.Count == 0 || has.Any(one => wanted.Contains(one, StringComparer.OrdinalIgnoreCase));
}
