using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Subscriptions;

namespace EventOps.Server.Subscriptions;

/// <summary>A subscription as the API shows it.</summary>
public sealed record SubscriptionAnswer(
    Guid SubscriptionId, string Name, SubscriptionKind Kind, string Sink, ValueList<string> Types, bool IncludeImported)
{
    internal static SubscriptionAnswer Of(Guid id, Subscription s) => new(
        id, s.Settings.Name, s.Kind, s.Sink, s.Settings.Types, s.Settings.IncludeImported);

    internal static SubscriptionAnswer Of(Subscriber s) => new(s.Id, s.Name, s.Kind, s.Sink, [.. s.Types], s.IncludeImported);
}

/// <summary>The answer to its creation, the only one that shows the secret.</summary>
/// <param name="Secret">Signs every message, per Standard Webhooks; keep it.</param>
/// <param name="Position">It hears of what comes after this position.</param>
public sealed record SubscriptionCreatedAnswer(
    Guid SubscriptionId, string Name, SubscriptionKind Kind, string Sink, ValueList<string> Types, bool IncludeImported,
    string Secret, long Version, long Position);

/// <summary>The subscriptions of a community, the oldest first.</summary>
public sealed record SubscriptionsAnswer(ValueList<SubscriptionAnswer> Subscriptions);

/// <summary>How a test message went.</summary>
/// <param name="Delivered">Whether the sink answered 2xx.</param>
/// <param name="Status">The HTTP status; absent when no answer came.</param>
/// <param name="Error">What went wrong, in one word; absent when nothing did.</param>
public sealed record TestAnswer(bool Delivered, int? Status, AttemptError? Error, int Milliseconds)
{
    internal static TestAnswer Of(Attempt attempt) => new(
        attempt.Error is null, attempt.Status, attempt.Error, (int)(attempt.Ended - attempt.Started).TotalMilliseconds);
}
