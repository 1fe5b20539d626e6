using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.EventStore.Appending;

/// <summary>
/// Carries the appends of all requests to the database in shared batches: whatever waits when a writer is free shares its
/// statement and its commit. An append that is alone goes at once, on its caller's own thread.
/// </summary>
internal sealed class Appender : IAsyncDisposable
{
    private readonly EventStoreSettings settings;
    private readonly AppendWriter[] writers;
    private readonly Stack<AppendWriter> idle;
    private readonly AppendQueue queue;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource rest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool closed;

    public Appender(
        NpgsqlDataSource database, EventStoreSettings settings, TimeProvider time, ILogger logger, Action appended)
    {
        this.settings = settings;
        writers = [.. Enumerable.Range(0, settings.Writers)
            .Select(_ => new AppendWriter(database, settings.AppendPatience, time, logger, appended))];
        idle = new Stack<AppendWriter>(writers);
        queue = new AppendQueue(settings.QueuedAppends, settings.QueuedBytes);
    }

    /// <summary>Stores the append or says why not. Cancellation counts until the append is sent.</summary>
    public Task<AppendResult> Append(PendingAppend append)
    {
        AppendLimits.Check(append.Events);
        AppendWriter? writer;
        bool alone;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            queue.Add(append);
            alone = idle.Count == writers.Length;
            idle.TryPop(out writer);
        }

        if (alone)
            return Alone(writer!, append);
        if (writer is not null)
            Start(writer);
        return append.Result;
    }

    // With two thread hops less than a shared one, a lone append costs little more than its round trip. Whatever came
    // meanwhile is not for this caller to carry.
    private async Task<AppendResult> Alone(AppendWriter writer, PendingAppend append)
    {
        if (Gather(writer))
        {
            await writer.Write(stopping.Token);
            if (!Rest(writer))
                Start(writer);
        }

        return await append.Result;
    }

    // Behind the work that is queued already: callers who were just answered get to share the next batch.
    private void Start(AppendWriter writer) =>
        ThreadPool.UnsafeQueueUserWorkItem(static w => _ = w.Appender.Work(w.Writer), (Appender: this, Writer: writer), preferLocal: false);

    private async Task Work(AppendWriter writer)
    {
        while (Gather(writer))
            await writer.Write(stopping.Token);
    }

    /// <summary>Gives the writer what waits; without it, puts the writer to rest.</summary>
    private bool Gather(AppendWriter writer)
    {
        lock (gate)
        {
            if (queue.Fill(writer.Batch))
                return true;
            PutToRest(writer);
            return false;
        }
    }

    /// <summary>Puts the writer to rest unless something waits.</summary>
    private bool Rest(AppendWriter writer)
    {
        lock (gate)
        {
            if (!queue.IsEmpty)
                return false;
            queue.Empty(writer.Batch);
            PutToRest(writer);
            return true;
        }
    }

    private void PutToRest(AppendWriter writer)
    {
        idle.Push(writer);
        if (closed && idle.Count == writers.Length)
            rest.TrySetResult();
    }

    /// <summary>Lets what is queued finish within the appends' patience, then closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            closed = true;
            if (idle.Count == writers.Length)
                rest.TrySetResult();
        }

        stopping.CancelAfter(settings.AppendPatience);
        await rest.Task;
        foreach (var writer in writers)
            await writer.DisposeAsync();
        await stopping.CancelAsync();
        stopping.Dispose();
    }
}
