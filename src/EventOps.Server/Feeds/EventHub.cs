using EventOps.EventStore.Reading;
using EventOps.Notifications.Messages;

namespace EventOps.Server.Feeds;

/// <summary>
/// The one reader of the feed for all event streams of this node: it reads each event once, renders it once, and keeps the
/// newest in a ring. While nobody listens it reads nothing.
/// </summary>
internal sealed partial class EventHub(Feed feed, MessageReader messages, StreamLimits limits, TimeProvider time, ILogger<EventHub> logger)
    : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly EventRing ring = new(limits.RingBytes);
    private TaskCompletionSource news = NewBell();
    private TaskCompletionSource arrivals = NewBell();
    private int listeners;

    /// <summary>How many streams are open.</summary>
    public int Listeners => Volatile.Read(ref listeners);

    /// <summary>Completes when there is more to read. Take it before reading, or what comes in between is missed.</summary>
    public Task Next => Volatile.Read(ref news).Task;

    public void Join()
    {
        if (Interlocked.Increment(ref listeners) == 1)
            Ring(ref arrivals);
    }

    public void Leave() => Interlocked.Decrement(ref listeners);

    /// <summary>Events of the past were rewritten: whoever is behind reads them from the database.</summary>
    public void Forget() => ring.Restart(ring.Through);

    /// <inheritdoc cref="EventRing.Read"/>
    public long? Read(long after, EventSelection wanted, List<StreamFrame> into) => ring.Read(after, wanted, into);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listened(stoppingToken);
                if (await Step(stoppingToken))
                    pause = FirstPause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Interrupted(logger, e, ring.Through);
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    // Nobody misses what happened meanwhile: whoever comes with an older position reads it from the database.
    private async Task Listened(CancellationToken ct)
    {
        var arrival = Volatile.Read(ref arrivals).Task;
        if (Listeners > 0 && ring.Through > 0)
            return;
        if (Listeners == 0)
            await arrival.WaitAsync(ct);
        ring.Restart(await feed.Head(ct));
        Ring(ref news);
    }

    /// <summary>One page into the ring, or a wait for one; whether there was one.</summary>
    private async Task<bool> Step(CancellationToken ct)
    {
        var at = ring.Through;
        var page = await feed.Read(at, Batch, ct);
        if (page.SafePosition <= at)
        {
            await feed.WaitForMore(at, ct);
            return false;
        }

        ring.Add((await messages.Of(page.Events, ct)).Select(StreamFrame.Of), page.SafePosition);
        Ring(ref news);
        return true;
    }

    private static void Ring(ref TaskCompletionSource bell) => Interlocked.Exchange(ref bell, NewBell()).TrySetResult();

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reading for event streams was interrupted after position {Position}; it goes on.")]
    private static partial void Interrupted(ILogger logger, Exception cause, long position);
}
