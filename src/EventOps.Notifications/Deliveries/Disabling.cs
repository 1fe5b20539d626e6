using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Subscriptions;
using Microsoft.Extensions.Logging;

namespace EventOps.Notifications.Deliveries;

/// <summary>
/// Disables a subscription whose sink says that it is gone, wants its owner to act, or has taken nothing for long: as a
/// command, so that it is in the log with its reason. Should this node die before, the next message that dies there asks again.
/// </summary>
internal sealed partial class Disabling(Streams streams, NotificationOptions options, ILogger logger)
{
    public async Task Consider(Delivery delivery, Attempt attempt, NextStep next, Ended ended, CancellationToken ct)
    {
        if (next.State != DeliveryStates.Dead || ReasonOf(attempt, ended) is not { } reason)
            return;
        var (tenant, id) = delivery.Subscriber;
        await SubscriptionStream.Decide(streams, tenant, id, new DisableSubscription(reason).Decide, CommandOptions.None, ct);
        Disabled(logger, id, tenant, reason);
    }

    private string? ReasonOf(Attempt attempt, Ended ended) => attempt switch
    {
        { Error: AttemptError.Gone } => "The sink answered 410: it is no more.",
        // Nothing would be taken before the owner acts, and some services ban whoever goes on asking.
        { Error: AttemptError.Misconfigured, Advice: { } advice } => advice,
        _ when attempt.Ended - ended.FailingSince >= options.DisableAfter =>
            $"The sink has taken nothing since {ended.FailingSince:yyyy-MM-dd HH:mm} UTC; the last attempt: {Last(attempt)}.",
        _ => null,
    };

    private static string Last(Attempt attempt) => attempt.Status is { } status ? $"{attempt.Error}, {status}" : $"{attempt.Error}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Subscription {Subscription} of {Community} is disabled. {Reason}")]
    private static partial void Disabled(ILogger logger, Guid subscription, string community, string reason);
}
