using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventOps.Notifications.Deliveries;

/// <summary>
/// Sends what is due. Every node runs one: a delivery is claimed with a lease, so that no two send it at once, and one whose
/// node died is sent again with the same id and bytes. Stopping waits for what is under way.
/// </summary>
public sealed partial class Dispatcher : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterOutage = TimeSpan.FromSeconds(1);

    // A claim passes over the lane that the end of another attempt is just being written to. Without another look its delivery
    // would wait for the next ring, or for the poll.
    private static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(3);

    private readonly DeliveryQueue queue;
    private readonly Courier courier;
    private readonly DeliveryBell bell;
    private readonly Places places;
    private readonly NotificationOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abandoning = new();
    private Task running = Task.CompletedTask;
    private bool disposed;

    internal Dispatcher(
        DeliveryQueue queue, Courier courier, DeliveryBell bell, NotificationOptions options, TimeProvider time, ILogger logger)
    {
        (this.queue, this.courier, this.bell) = (queue, courier, bell);
        (this.options, this.time, this.logger) = (options, time, logger);
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
        var (away, rung) = (false, false);
        while (!stopping.IsCancellationRequested)
        {
            var ring = bell.Next;
            try
            {
                var mayBeMore = await Fill(stopping.Token);
                away = false;
                if (mayBeMore)
                    continue;
                await Pause(ring, rung ? SecondLook : options.PollInterval);
                rung = ring.IsCompleted;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Once for each outage, however long it lasts.
                if (!away)
                    CannotClaim(logger, e);
                away = true;
                await Pause(Task.Delay(Timeout.Infinite, stopping.Token), PauseAfterOutage);
            }
        }
    }

    /// <summary>Fills the free places; whether another look may find more.</summary>
    private async Task<bool> Fill(CancellationToken ct)
    {
        var free = places.Look();
        if (free.All == 0)
            return false;
        var (taken, more) = await queue.Take(free, time.GetUtcNow(), ct);
        foreach (var delivery in taken)
        {
            places.Enter(delivery);
            places.Watch(Task.Run(() => Carry(delivery), CancellationToken.None));
        }

        return more;
    }

    private async Task Carry(Delivery delivery)
    {
        try
        {
            await courier.Carry(delivery, abandoning.Token);
        }
        catch (OperationCanceledException) when (abandoning.IsCancellationRequested)
        {
            Abandoned(logger, delivery.EventId, delivery.Subscriber.Id);
        }
        catch (Exception e)
        {
            // The database stayed away, or is not what it was: the delivery stays claimed and falls due after its lease.
            Forgotten(logger, e, delivery.EventId, delivery.Subscriber.Id);
        }
        finally
        {
            if (places.Leave(delivery))
                bell.Ring();
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deliveries cannot be claimed; trying again.")]
    private static partial void CannotClaim(ILogger logger, Exception cause);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The attempt to send event {Event} to subscription {Subscription} was given up at the stop; it is repeated.")]
    private static partial void Abandoned(ILogger logger, Guid @event, Guid subscription);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "How event {Event} went to subscription {Subscription} could not be written down; it is repeated.")]
    private static partial void Forgotten(ILogger logger, Exception cause, Guid @event, Guid subscription);
}
