using EventOps.Notifications.Secrets;
using EventOps.Notifications.Subscriptions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.Notifications.Deliveries;

/// <summary>
/// Sends what is due. Every node runs one: a delivery is claimed with a lease, so that no two send it at once, and one whose
/// node died is sent again with the same id and bytes. Stopping waits for what is under way.
/// </summary>
public sealed partial class Dispatcher : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterOutage = TimeSpan.FromSeconds(1);

    private readonly DeliveryQueue queue;
    private readonly Destinations destinations;
    private readonly SendOutgoing send;
    private readonly DeliveryBell bell;
    private readonly Places places;
    private readonly NotificationOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abandoning = new();
    private Task running = Task.CompletedTask;
    private bool disposed;

    public Dispatcher(
        NpgsqlDataSource database, Destinations destinations, SendOutgoing send, NotificationOptions options, TimeProvider time,
        ILogger logger)
    {
        (this.destinations, this.send, this.options, this.time, this.logger) = (destinations, send, options, time, logger);
        queue = new DeliveryQueue(database, options);
        bell = new DeliveryBell(database, time, logger);
        places = new Places(options);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = Task.WhenAll(Task.Run(Run, CancellationToken.None), Task.Run(() => bell.Listen(stopping.Token), CancellationToken.None));
        return Task.CompletedTask;
    }

    /// <summary>Claims nothing more and lets attempts under way end; what does not end in time is sent again after its lease.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running;
        using var limit = new CancellationTokenSource(options.DrainLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await places.Empty().WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await abandoning.CancelAsync();
        await places.Empty();
    }

    private async Task Run()
    {
        while (!stopping.IsCancellationRequested)
        {
            var ring = bell.Next;
            try
            {
                if (!await Fill(stopping.Token))
                    await Pause(ring, options.PollInterval);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                CannotClaim(logger, e);
                await Pause(Task.Delay(Timeout.Infinite, stopping.Token), PauseAfterOutage);
            }
        }
    }

    /// <summary>Fills the free places; whether another look may find more.</summary>
    private async Task<bool> Fill(CancellationToken ct)
    {
        var (free, busy) = places.Look();
        if (free == 0)
            return false;
        var (taken, more) = await queue.Take(free, busy, time.GetUtcNow(), ct);
        foreach (var delivery in taken)
        {
            places.Enter(delivery.Subscriber);
            places.Watch(Task.Run(() => Carry(delivery), CancellationToken.None));
        }

        return more;
    }

    private async Task Carry(Delivery delivery)
    {
        try
        {
            var attempt = await Send(delivery, abandoning.Token);
            await Finish(delivery, attempt, NextStep.After(attempt, delivery.Attempt, options));
        }
        catch (OperationCanceledException) when (abandoning.IsCancellationRequested)
        {
            Abandoned(logger, delivery.EventId, delivery.Subscriber.Id);
        }
        catch (Exception e)
        {
            // A bug, or a sink that found one; the delivery stays claimed and falls due after its lease.
            Broken(logger, e, delivery.EventId, delivery.Subscriber.Id);
        }
        finally
        {
            if (places.Leave(delivery.Subscriber))
                bell.Ring();
        }
    }

    private async Task<Attempt> Send(Delivery delivery, CancellationToken ct)
    {
        var (tenant, id) = delivery.Subscriber;
        var now = time.GetUtcNow();
        try
        {
            if (await destinations.Of(tenant, id, delivery.Version, ct) is { } destination)
                return await send(destination.Carry(delivery.EventId, delivery.Type, delivery.Body, now), ct);
        }
        catch (SealedValueException e)
        {
            // Counted as an attempt like any other, or it would be tried for ever, and unheard of.
            DoesNotOpen(logger, e, id);
        }

        return new Attempt(now, now, null, AttemptError.NoSecret, default, null);
    }

    // What was sent must not be forgotten because the database is away for a moment; after the lease it is another's.
    private async Task Finish(Delivery delivery, Attempt attempt, NextStep next)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                if (!await queue.Finish(delivery, attempt, next, abandoning.Token))
                    ClaimLost(logger, delivery.EventId, delivery.Subscriber.Id);
                else if (attempt.Error is null)
                    Delivered(logger, delivery.EventId, delivery.SinkName, delivery.Attempt);
                else
                    NotTaken(
                        logger, delivery.EventId, delivery.SinkName, delivery.Attempt, attempt.Status, attempt.Error,
                        next.State);
                return;
            }
            catch (Exception e) when (Sql.Outage(e) && time.GetElapsedTime(started) < options.Lease)
            {
                await Task.Delay(PauseAfterOutage, time, abandoning.Token);
            }
        }
    }

    private async Task Pause(Task ring, TimeSpan atMost)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        await Task.WhenAny(ring, Task.Delay(atMost, time, over.Token));
        await over.CancelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // A host disposes it, and so does the module that made it.
        if (Interlocked.Exchange(ref disposed, true))
            return;
        await StopAsync(CancellationToken.None);
        stopping.Dispose();
        abandoning.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing can be sent to subscription {Subscription}.")]
    private static partial void DoesNotOpen(ILogger logger, Exception cause, Guid subscription);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deliveries cannot be claimed; trying again.")]
    private static partial void CannotClaim(ILogger logger, Exception cause);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Event {Event} was taken by {Sink} at attempt {Number}.")]
    private static partial void Delivered(ILogger logger, Guid @event, string sink, int number);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Event {Event} was not taken by {Sink} at attempt {Number}: {Status} {Error}; it is {State}.")]
    private static partial void NotTaken(
        ILogger logger, Guid @event, string sink, int number, int? status, AttemptError? error, string state);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The attempt to send event {Event} to subscription {Subscription} outlived its claim; another decides.")]
    private static partial void ClaimLost(ILogger logger, Guid @event, Guid subscription);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The attempt to send event {Event} to subscription {Subscription} was given up at the stop; it is repeated.")]
    private static partial void Abandoned(ILogger logger, Guid @event, Guid subscription);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending event {Event} to subscription {Subscription} broke.")]
    private static partial void Broken(ILogger logger, Exception cause, Guid @event, Guid subscription);
}
