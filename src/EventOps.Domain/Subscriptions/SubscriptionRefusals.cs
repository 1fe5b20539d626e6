using EventOps.Domain.Shared;

namespace EventOps.Domain.Subscriptions;

/// <summary>There is no such subscription in this community.</summary>
public sealed record SubscriptionNotFound() : Refusal(
    RefusalKind.NotFound, "subscription.not_found", "There is no such subscription.");

/// <summary>The id belongs to another subscription, or did.</summary>
public sealed record SubscriptionIdTaken() : Refusal(
    RefusalKind.Conflict, "subscription.id_taken", "That id stands for another subscription; use a new one.");

/// <summary>Its sink failed; only resuming, revising or deleting it makes sense.</summary>
public sealed record SubscriptionIsDisabled(string? Reason) : Refusal(
    RefusalKind.Conflict, "subscription.disabled", "The subscription is disabled, since its sink failed; resume it first.");

/// <summary>Messages to this kind of sink are not signed by a secret of ours.</summary>
public sealed record SubscriptionUnsigned(SubscriptionKind SubscriptionKind) : Refusal(
    RefusalKind.Conflict, "subscription.unsigned", "Messages to this kind of sink carry no signature of ours; there is no secret to rotate.");

/// <summary>Each message would carry a signature per secret.</summary>
public sealed record SubscriptionSecretsTooMany(int Most) : Refusal(
    RefusalKind.Conflict, "subscription.too_many_secrets",
    "Too many secrets sign already; wait until old ones have run out, or rotate without overlap.");

/// <summary>The replay would begin after its end.</summary>
public sealed record ReplayRangeEmpty(long FromPosition, long UntilPosition) : Refusal(
    RefusalKind.Invalid, "subscription.replay_range", "The replay begins after its end.");
