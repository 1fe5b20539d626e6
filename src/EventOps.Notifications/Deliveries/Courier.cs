using EventOps.Notifications.Secrets;
using EventOps.Notifications.Sites;
using EventOps.Notifications.Subscriptions;
using Microsoft.Extensions.Logging;

namespace EventOps.Notifications.Deliveries;

/// <summary>Carries one claimed delivery to its sink and writes down how it went.</summary>
internal sealed partial class Courier(
    Destinations destinations, SendOutgoing send, SiteCalls sites, Endings endings, Disabling disabling,
    NotificationOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>One attempt; throws only when cancelled, and then the delivery falls due again after its lease.</summary>
    public async Task Carry(Delivery delivery, CancellationToken ct)
    {
        using var span = DeliveryTelemetry.Begin(delivery);
        var (attempt, next) = await Try(delivery, ct);
        DeliveryTelemetry.End(span, delivery, attempt);
        var ended = await endings.Write(new(delivery, attempt, next), ct);
        Tell(delivery, attempt, next, ended);
        if (!ended.Moved)
            return;
        if (next.State == DeliveryStates.Delivered)
            await sites.Delivered(delivery, ct);
        await disabling.Consider(delivery, attempt, next, ended, ct);
    }

    private async Task<(Attempt Attempt, NextStep Next)> Try(Delivery delivery, CancellationToken ct)
    {
        // Whatever it is that kills the node each time, the message is not worth another.
        if (delivery.Round > options.Schedule.Count)
            return Done(Failed(AttemptError.Lost));
        try
        {
            if (await sites.Prepare(delivery, ct) is not { } prepared)
                return (Failed(null), new NextStep(DeliveryStates.Merged));
            return Done(await Send(prepared, ct));
        }
        catch (SealedValueException e)
        {
            // Counted as an attempt like any other, or it would be tried for ever, and unheard of.
            DoesNotOpen(logger, e, delivery.Subscriber.Id);
            return Done(Failed(AttemptError.NoSecret));
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Broken(logger, e, delivery.EventId, delivery.Subscriber.Id);
            return Done(Failed(AttemptError.Broken));
        }

        (Attempt, NextStep) Done(Attempt attempt) => (attempt, NextStep.After(attempt, delivery.Round, options));
    }

    private async Task<Attempt> Send(Delivery delivery, CancellationToken ct)
    {
        var (tenant, id) = delivery.Subscriber;
        return await destinations.Of(tenant, id, delivery.Version, ct) is { } destination
            ? await send(destination.Carry(delivery.EventId, delivery.Type, delivery.Body, time.GetUtcNow()), ct)
            : Failed(AttemptError.NoSecret);
    }

    private Attempt Failed(AttemptError? error)
    {
        var now = time.GetUtcNow();
        return new(now, now, null, error, default, null);
    }

    private void Tell(Delivery delivery, Attempt attempt, NextStep next, Ended ended)
    {
        if (!ended.Moved)
            ClaimLost(logger, delivery.EventId, delivery.Subscriber.Id);
        else if (next.State == DeliveryStates.Merged)
            Unchanged(logger, delivery.EventId, delivery.SinkName);
        else if (attempt.Error is null)
            Delivered(logger, delivery.EventId, delivery.SinkName, delivery.Number);
        else if (attempt.Error is AttemptError.Waiting)
            PutOff(logger, delivery.EventId, delivery.SinkName, next.Due);
        else
            NotTaken(logger, delivery.EventId, delivery.SinkName, delivery.Number, attempt.Status, attempt.Error, next.State);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Event {Event} was taken by {Sink} at attempt {Number}.")]
    private static partial void Delivered(ILogger logger, Guid @event, string sink, int number);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Event {Event} changed no page; {Sink} is not called.")]
    private static partial void Unchanged(ILogger logger, Guid @event, string sink);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Event {Event} waits for {Sink} to have room, until {Until}.")]
    private static partial void PutOff(ILogger logger, Guid @event, string sink, DateTimeOffset? until);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Event {Event} was not taken by {Sink} at attempt {Number}: {Status} {Error}; it is {State}.")]
    private static partial void NotTaken(
        ILogger logger, Guid @event, string sink, int number, int? status, AttemptError? error, string state);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The attempt to send event {Event} to subscription {Subscription} outlived its claim; another decides.")]
    private static partial void ClaimLost(ILogger logger, Guid @event, Guid subscription);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing can be sent to subscription {Subscription}.")]
    private static partial void DoesNotOpen(ILogger logger, Exception cause, Guid subscription);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending event {Event} to subscription {Subscription} broke.")]
    private static partial void Broken(ILogger logger, Exception cause, Guid @event, Guid subscription);
}
