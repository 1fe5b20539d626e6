using System.Text;
using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Messages;
using EventOps.Notifications.Signing;
using NodaTime;

namespace EventOps.Server.Subscriptions;

/// <summary>Deliveries of a subscription, the newest first.</summary>
public sealed record DeliveriesAnswer(ValueList<DeliveryLine> Deliveries);

/// <summary>One message to one subscription.</summary>
/// <param name="State">pending, delivered, dead, disabled or merged: another message says it, or there was nothing left to say.</param>
/// <param name="Due">When it is tried next; absent once it has ended.</param>
/// <param name="Attempts">Every attempt, the first one first.</param>
public sealed record DeliveryLine(
    long DeliveryId, Guid EventId, string Type, long Position, string State, Instant? Due, Instant? Ended,
    ValueList<AttemptLine> Attempts)
{
    internal static DeliveryLine Of(LoggedDelivery d) => new(
        d.Id, d.EventId, d.Type, d.Position, d.State, d.Ended is null ? Instant.FromDateTimeOffset(d.Due) : null,
        d.Ended is { } ended ? Instant.FromDateTimeOffset(ended) : null, [.. d.Log.Select(a => AttemptLine.Of(a, withAnswer: false))]);
}

/// <param name="Status">The HTTP status; absent when none came.</param>
/// <param name="Error">What went wrong, in one word; absent when the sink took it.</param>
/// <param name="Answer">The first 2 KiB of what the sink answered; not in lists.</param>
/// <param name="Milliseconds">Absent while it is under way, or when nobody knows how it went.</param>
public sealed record AttemptLine(int Number, Instant Started, int? Milliseconds, int? Status, string? Error, string? Answer)
{
    internal static AttemptLine Of(LoggedAttempt a, bool withAnswer) => new(
        a.Number, Instant.FromDateTimeOffset(a.Started), (int?)(a.Ended - a.Started)?.TotalMilliseconds, a.Status,
        a.Error is { } error ? JsonNamingPolicy.CamelCase.ConvertName(error) : null,
        withAnswer ? Encoding.UTF8.GetString(a.Answer.Span) : null);
}

/// <summary>One delivery in full.</summary>
/// <param name="Request">What is sent, for the kinds that get the message as it is.</param>
/// <param name="Message">The CloudEvent.</param>
public sealed record DeliveryAnswer(DeliveryLine Delivery, SentRequest? Request, JsonElement Message, ValueList<AttemptLine> Attempts)
{
    internal static DeliveryAnswer Of(LoggedDelivery d, Subscription to) => new(
        DeliveryLine.Of(d) with { Attempts = [] },
        to is { Kind: SubscriptionKind.Webhook, Settings.Mode: DeliveryMode.Structured } ? SentRequest.Of(d, to) : null,
        JsonElement.Parse(d.Body.Span),
        [.. d.Log.Select(a => AttemptLine.Of(a, withAnswer: true))]);
}

/// <param name="Url">The address as it may be shown.</param>
/// <param name="Headers">Names and values; of secrets and of what each attempt makes anew, an ellipsis.</param>
public sealed record SentRequest(string Method, string Url, IReadOnlyDictionary<string, string> Headers)
{
    private const string Hidden = "…";

    internal static SentRequest Of(LoggedDelivery d, Subscription to)
    {
        var headers = new Dictionary<string, string>
        {
            ["content-type"] = MessageWriter.ContentType,
            [WebhookSignature.IdHeader] = d.EventId.ToString(),
            [WebhookSignature.TimestampHeader] = Hidden,
            [WebhookSignature.Header] = Hidden,
        };
        foreach (var name in to.Settings.HeaderNames)
            headers[name] = Hidden;
        return new("POST", to.Sink, headers);
    }
}
