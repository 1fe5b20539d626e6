using System.Diagnostics;
using EventOps.Domain.Shared;

namespace EventOps.Domain.Subscriptions;

/// <summary>What happened to a subscription. These names and fields are on disk: add, never change.</summary>
public abstract record SubscriptionEvent
{
    private protected SubscriptionEvent()
    {
    }

    public static EventNames<SubscriptionEvent> Names { get; } = new(
        ("subscription_created", typeof(SubscriptionCreated)),
        ("subscription_deleted", typeof(SubscriptionDeleted)));
}

/// <summary>The secret that signs is never in the log.</summary>
public sealed record SubscriptionCreated(
    string Name, SubscriptionKind Kind, string Sink, ValueList<string> Types, bool IncludeImported) : SubscriptionEvent;

public sealed record SubscriptionDeleted(string? Reason) : SubscriptionEvent;

public enum SubscriptionKind
{
    Webhook,
}

public enum SubscriptionStatus
{
    Absent,
    Active,
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

    public string Name { get; private init; } = "";

    public SubscriptionKind Kind { get; private init; }

    public string Sink { get; private init; } = "";

    /// <summary>Message types, whole or ending in <c>*</c>; none means all.</summary>
    public ValueList<string> Types { get; private init; }

    /// <summary>Whether facts that an import brought from the past are told as well.</summary>
    public bool IncludeImported { get; private init; }

    public Subscription Evolve(SubscriptionEvent happened) => happened switch
    {
        SubscriptionCreated e => this with
        {
            Status = SubscriptionStatus.Active,
            Name = e.Name,
            Kind = e.Kind,
            Sink = e.Sink,
            Types = e.Types,
            IncludeImported = e.IncludeImported,
        },
        SubscriptionDeleted => this with { Status = SubscriptionStatus.Deleted },
        _ => throw new UnreachableException($"No evolution for {happened.GetType().Name}."),
    };
}
