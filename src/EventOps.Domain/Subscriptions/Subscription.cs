using System.Diagnostics;

namespace EventOps.Domain.Subscriptions;

public enum SubscriptionStatus
{
    Absent,
    Active,

    /// <summary>Collects and sends nothing, because its owner said so.</summary>
    Paused,

    /// <summary>Sends nothing, because its sink failed.</summary>
    Disabled,
    Deleted,
}

/// <summary>Who wants to be told of what, where.</summary>
public sealed record Subscription
{
    private Subscription()
    {
    }

    public static Subscription Initial { get; } = new();

    public SubscriptionStatus Status { get; private init; }

    /// <summary>Why it is paused or disabled.</summary>
    public string? Reason { get; private init; }

    public SubscriptionKind Kind { get; private init; }

    /// <summary>The address as it may be shown.</summary>
    public string Sink { get; private init; } = "";

    public SignatureScheme Signature { get; private init; }

    public SubscriptionSettings Settings { get; private init; } = new(
        "", [], false, SubscriptionFilter.All, SubscriptionSettings.DefaultLanguage, 0, false, DeliveryMode.Structured, false, [],
        SubscriptionTarget.None);

    public SealedValues Sealed { get; private init; } = SealedValues.None;

    /// <summary>The last replay that was asked for.</summary>
    public Guid? ReplayId { get; private init; }

    /// <summary>Whether it was created and not deleted.</summary>
    public bool Exists => Status is not (SubscriptionStatus.Absent or SubscriptionStatus.Deleted);

    public Subscription Evolve(SubscriptionEvent happened) => happened switch
    {
        SubscriptionCreated e => this with
        {
            Status = SubscriptionStatus.Active,
            Kind = e.Kind,
            Sink = e.Sink,
            Signature = e.Signature,
            Settings = e.ToSettings(),
            Sealed = e.ToSealed(),
        },
        SubscriptionRevised e => this with
        {
            Sink = e.Sink,
            Settings = e.Settings,
            Sealed = Sealed with { AddressId = e.AddressId, HeadersId = e.HeadersId, RobotSecretId = e.RobotSecretId },
        },
        SubscriptionPaused e => this with { Status = SubscriptionStatus.Paused, Reason = e.Reason },
        SubscriptionResumed => this with { Status = SubscriptionStatus.Active, Reason = null },
        SubscriptionDisabled e => this with { Status = SubscriptionStatus.Disabled, Reason = e.Reason },
        SubscriptionSecretRotated e => this with { Sealed = Sealed.Rotate(e) },
        SubscriptionReplayed e => this with { ReplayId = e.ReplayId },
        SubscriptionDeleted => this with { Status = SubscriptionStatus.Deleted, Reason = null },
        _ => throw new UnreachableException($"No evolution for {happened.GetType().Name}."),
    };
}
