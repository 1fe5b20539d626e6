using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Messages;

namespace EventOps.Notifications.Subscriptions;

/// <summary>A subscription as the fan-out knows it: who hears of what, from which position on.</summary>
public sealed record Subscriber
{
    public required string Tenant { get; init; }

    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required SubscriptionKind Kind { get; init; }

    public required string Sink { get; init; }

    /// <summary>Message types, whole or ending in <c>*</c>; none means every public fact.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    public required bool IncludeImported { get; init; }

    /// <summary>It hears of what comes after this position.</summary>
    public required long CreatedPosition { get; init; }

    public required DateTimeOffset Created { get; init; }

    internal static Subscriber From(RecordedEvent stored, SubscriptionCreated created) => new()
    {
        Tenant = stored.Tenant, Id = stored.StreamId, Name = created.Name, Kind = created.Kind, Sink = created.Sink,
        Types = created.Types, IncludeImported = created.IncludeImported, CreatedPosition = stored.Position,
        Created = stored.Timestamp,
    };

    /// <summary>Whether this event could become a message to it; the message itself has the last word.</summary>
    internal bool MayHear(RecordedEvent stored, MessageType type) => Listens(stored) && TypeWish.MayTake(Types, type);

    internal bool Listens(RecordedEvent stored) =>
        stored.Tenant == Tenant && stored.Position > CreatedPosition && (IncludeImported || !ImportHeader.IsOn(stored));

    internal bool Hears(Message message) => TypeWish.Takes(Types, message.Type, message.IsPublic);
}
