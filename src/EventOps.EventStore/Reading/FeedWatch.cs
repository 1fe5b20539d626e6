namespace EventOps.EventStore.Reading;

/// <summary>
/// Looks for new events on behalf of all who wait for some: one loop, one look per signal, whoever waits. It runs while
/// somebody waits.
/// </summary>
internal sealed class FeedWatch(FeedHead head, Wake appended, TimeSpan poll, TimeProvider time)
{
    private static readonly TimeSpan FirstLookAtHole = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LastLookAtHole = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private Task watching = Task.CompletedTask;
    private bool runs;
    private bool stopped;
    private int waiting;
    private long lastLook;

    /// <summary>Returns when the head is beyond this position.</summary>
    /// <param name="urgent">The caller knows of an event beyond it: look at once.</param>
    /// <exception cref="ObjectDisposedException">The store was closed.</exception>
    public async Task Until(long after, bool urgent, CancellationToken ct)
    {
        // Taken before looking at the position, or a move in between is lost.
        var moved = head.Moved.Next;
        if (head.Position > after)
            return;
        Join(urgent);
        try
        {
            while (head.Position <= after)
            {
                await moved.WaitAsync(ct);
                moved = head.Moved.Next;
            }
        }
        finally
        {
            lock (gate)
                waiting--;
        }
    }

    private void Join(bool urgent)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopped, typeof(Feed));
            waiting++;
            if (!runs)
                (runs, watching) = (true, Task.Run(Watch));
            // Those who were just served come back within a moment; a newcomer must not wait for the next poll.
            else if (urgent || time.GetElapsedTime(Volatile.Read(ref lastLook)) > poll / 10)
                appended.Ring();
        }
    }

    private async Task Watch()
    {
        var pause = FirstLookAtHole;
        while (SomebodyWaits())
        {
            // Before the look: what is appended while it runs causes the next one.
            var ring = appended.Next;
            Volatile.Write(ref lastLook, time.GetTimestamp());
            try
            {
                await head.Advance();
            }
            catch (Exception e)
            {
                head.Moved.Fail(e);
            }

            // Nobody rings when a foreign transaction ends, so a hole is watched closely, then less so.
            await Wake.Wait(ring, head.WaitsAtHole ? pause : poll, time, CancellationToken.None);
            pause = head.WaitsAtHole ? Min(pause * 2, LastLookAtHole) : FirstLookAtHole;
        }
    }

    private bool SomebodyWaits()
    {
        lock (gate)
            return runs = waiting > 0 && !stopped;
    }

    /// <summary>Ends the looking; whoever waits is told that the store was closed.</summary>
    public async Task Stop()
    {
        Task last;
        lock (gate)
            (stopped, last) = (true, watching);
        appended.Ring();
        await last;
        head.Moved.Fail(new ObjectDisposedException(nameof(Feed)));
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
