using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.EventStore;

/// <summary>
/// Carries the appends of all requests to the database in shared batches: whatever waits when a writer is free shares its
/// statement and its commit, and a lone append waits for nobody.
/// </summary>
internal sealed class Appender : IAsyncDisposable
{
    private readonly Channel<PendingAppend> queue;
    private readonly EventStoreSettings settings;
    private readonly CancellationTokenSource stopping = new();
    private readonly List<AppendWriter> writers = [];
    private readonly Task[] running;
    private long queuedBytes;

    public Appender(
        NpgsqlDataSource database, EventStoreSettings settings, TimeProvider time, ILogger logger, Action appended)
    {
        this.settings = settings;
        queue = Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(settings.QueuedAppends));
        for (var i = 0; i < settings.Writers; i++)
            writers.Add(new AppendWriter(database, settings.AppendPatience, time, logger, appended));
        running = [.. writers.Select(writer => Task.Run(() => Write(writer)))];
    }

    /// <summary>Stores the append or says why not. Cancellation counts until the append is sent.</summary>
    public async Task<AppendResult> Append(PendingAppend append)
    {
        AppendLimits.Check(append.Events);
        if (Interlocked.Add(ref queuedBytes, append.Bytes) > settings.QueuedBytes || !queue.Writer.TryWrite(append))
        {
            Interlocked.Add(ref queuedBytes, -append.Bytes);
            ObjectDisposedException.ThrowIf(stopping.IsCancellationRequested, this);
            throw new StoreBusyException();
        }

        try
        {
            return await append.Result;
        }
        finally
        {
            Interlocked.Add(ref queuedBytes, -append.Bytes);
        }
    }

    private async Task Write(AppendWriter writer)
    {
        var batch = new AppendBatch();
        while (batch.HasHeldBack || await queue.Reader.WaitToReadAsync())
        {
            batch.Gather(queue.Reader);
            await writer.Write(batch.Appends, stopping.Token);
        }
    }

    /// <summary>Lets what is queued finish within the appends' patience, then closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        stopping.CancelAfter(settings.AppendPatience);
        await Task.WhenAll(running);
        foreach (var writer in writers)
            await writer.DisposeAsync();
        await stopping.CancelAsync();
        stopping.Dispose();
    }
}
