using EventOps.Domain.Shared;

namespace EventOps.Domain.Subscriptions;

/// <summary>Asks to be told of what happens from now on.</summary>
/// <param name="Sink">An http or https address that takes POST.</param>
/// <param name="Types">Message types like <c>eventops.slides.published.v1</c> or <c>eventops.slides.*</c>; none means all.</param>
/// <param name="IncludeImported">Whether facts that an import brings from the past are told as well.</param>
public sealed record CreateSubscription(
    string Name, string Sink, SubscriptionKind Kind = SubscriptionKind.Webhook, ValueList<string> Types = default,
    bool IncludeImported = false)
{
    public Decision<SubscriptionEvent> Decide(Subscription subscription)
    {
        if (subscription.Status is SubscriptionStatus.Absent)
            return new SubscriptionCreated(Name, Kind, Sink, Types, IncludeImported);
        return IsAlready(subscription) ? Decision<SubscriptionEvent>.Nothing : new SubscriptionIdTaken();
    }

    private bool IsAlready(Subscription s) =>
        s.Status is SubscriptionStatus.Active
        && (s.Name, s.Kind, s.Sink, s.Types, s.IncludeImported) == (Name, Kind, Sink, Types, IncludeImported);
}

/// <summary>The id belongs to another subscription, or did.</summary>
public sealed record SubscriptionIdTaken() : Refusal(
    RefusalKind.Conflict, "subscription.id_taken", "That id stands for another subscription; use a new one.");
