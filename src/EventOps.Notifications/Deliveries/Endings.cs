using System.Collections.Concurrent;

namespace EventOps.Notifications.Deliveries;

/// <summary>
/// Writes endings down, those that come together in one statement: whoever gets the turn writes for all who wait. What was
/// sent must not be forgotten because the database is away for a moment; after the lease it is another's.
/// </summary>
internal sealed class Endings(DeliveryQueue queue, NotificationOptions options, TimeProvider time) : IDisposable
{
    private const int MostTogether = 256;
    private static readonly TimeSpan PauseAfterOutage = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<Waiter> waiters = [];
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Returns when it is written down.</summary>
    public async Task<Ended> Write(Ending ending, CancellationToken ct)
    {
        var waiter = new Waiter(ending);
        waiters.Enqueue(waiter);
        var started = time.GetTimestamp();
        while (true)
        {
            await turn.WaitAsync(ct);
            try
            {
                if (!waiter.Written.Task.IsCompleted)
                    await WriteAll(Together(waiter), ct);
                return await waiter.Written.Task;
            }
            catch (Exception e) when (Sql.Outage(e) && time.GetElapsedTime(started) < options.Lease)
            {
            }
            finally
            {
                turn.Release();
            }

            await Task.Delay(PauseAfterOutage, time, ct);
        }
    }

    // An outage takes the others out of the queue, but they still wait for their turn and write themselves.
    private List<Waiter> Together(Waiter first)
    {
        var together = new List<Waiter> { first };
        while (together.Count < MostTogether && waiters.TryDequeue(out var next))
            if (next != first && !next.Written.Task.IsCompleted)
                together.Add(next);
        return together;
    }

    private async Task WriteAll(List<Waiter> together, CancellationToken ct)
    {
        var written = await queue.Finish(together.ConvertAll(w => w.Ending), ct);
        foreach (var (waiter, ended) in together.Zip(written))
            waiter.Written.TrySetResult(ended);
    }

    public void Dispose() => turn.Dispose();

    private sealed record Waiter(Ending Ending)
    {
        public TaskCompletionSource<Ended> Written { get; } = new();
    }
}
