namespace EventOps.EventStore;

/// <summary>A bell: everybody who took <see cref="Next"/> before it rings is woken once.</summary>
internal sealed class Wake
{
    private TaskCompletionSource next = New();

    /// <summary>
    /// Completes at the next ring. Take it before looking for what you wait for, or a ring in between is lost.
    /// </summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Ring() => Interlocked.Exchange(ref next, New()).TrySetResult();

    /// <summary>Wakes everybody with an exception.</summary>
    public void Fail(Exception cause)
    {
        var failed = Interlocked.Exchange(ref next, New());
        failed.TrySetException(cause);
        // Nobody may have been waiting; then nobody has to hear of it.
        _ = failed.Task.Exception;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for the ring taken earlier, at most this long.</summary>
    public static async Task Wait(Task ring, TimeSpan atMost, TimeProvider time, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(ring, Task.Delay(atMost, time, over.Token));
        await over.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
