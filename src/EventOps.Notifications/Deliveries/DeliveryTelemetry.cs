using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EventOps.Notifications.Deliveries;

/// <summary>Attempts as spans and figures, for whoever listens; nothing else when nobody does.</summary>
internal static class DeliveryTelemetry
{
    private const string Name = "EventOps.Notifications";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "eventops.delivery.duration", "s", "Duration of attempts to deliver.");

    private static readonly ActivitySource Spans = new(Name);

    /// <summary>A span around one attempt; it says which event goes to which subscription, and nothing of what either holds.</summary>
    public static Activity? Begin(Delivery delivery) => Spans.StartActivity("deliver", ActivityKind.Producer)
        ?.SetTag("eventops.event.id", delivery.EventId).SetTag("eventops.event.type", delivery.Type)
        .SetTag("eventops.subscription.id", delivery.Subscriber.Id);

    public static void End(Activity? span, Delivery delivery, Attempt attempt)
    {
        var outcome = attempt.Error?.ToString() ?? "Delivered";
        span?.SetTag("eventops.outcome", outcome).SetStatus(attempt.Error is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        Duration.Record((attempt.Ended - attempt.Started).TotalSeconds, new("kind", delivery.Kind.ToString()), new("outcome", outcome));
    }
}
