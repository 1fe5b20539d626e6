using System.Buffers;
using System.IO.Pipelines;
using EventOps.Server.Access;
using Npgsql;

namespace EventOps.Server.Feeds;

/// <summary>
/// One reader of an event stream. It holds a position and what is being written, nothing else: from the ring while that
/// reaches back far enough, else page by page from the database.
/// </summary>
internal sealed class StreamReading : IAsyncDisposable
{
    private const int FlushAt = 32 * 1024;

    private readonly HttpContext context;
    private readonly EventSelection selection;
    private readonly EventHub hub;
    private readonly StreamCatchUp catchUp;
    private readonly Credentials credentials;
    private readonly StreamLimits limits;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource over;
    private readonly CancellationTokenSource life;
    private readonly PipeWriter output;
    private readonly List<StreamFrame> frames = [];
    private readonly Holder? holder;
    private long accessChanges;
    private long cursor;
    private long told;
    private long keyChecked;
    private Task beat;

    public StreamReading(
        HttpContext context, EventSelection selection, long after, EventHub hub, StreamCatchUp catchUp, Credentials credentials,
        StreamLimits limits, TimeProvider time, CancellationToken stopping)
    {
        (this.context, this.selection, this.hub, this.catchUp, this.credentials, this.limits, this.time) =
            (context, selection, hub, catchUp, credentials, limits, time);
        (cursor, told) = (after, after);
        life = new CancellationTokenSource(limits.Lifetime * (1 - (0.2 * Random.Shared.NextDouble())), time);
        over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping, life.Token);
        output = context.Response.BodyWriter;
        holder = Caller.Of(context).SeesDrafts ? Caller.Of(context).Holder : null;
        accessChanges = credentials.Changes;
        keyChecked = time.GetTimestamp();
        beat = Task.Delay(limits.Heartbeat, time, over.Token);
    }

    /// <summary>Until the reader goes, is too slow, loses its key or has had its time, or the server stops.</summary>
    public async Task Run()
    {
        try
        {
            await Greet();
            while (!over.IsCancellationRequested && await MayGoOn())
                await Step();
            await Farewell();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader is gone.
        }
        catch (TimeoutException)
        {
            // It does not read what was sent. Dropped, it comes back with the id of the last event that it has read.
            context.Abort();
        }
    }

    // The first id before the first event: a reader that is cut off until then misses nothing either.
    private async Task Greet()
    {
        output.Write(StreamFrame.Retry(Pause(1_000)));
        output.Write(StreamFrame.Bookmark(cursor));
        await Flush();
    }

    private async Task Step()
    {
        var news = hub.Next;
        if (beat.IsCompleted)
            await Beat();
        frames.Clear();
        if (hub.Read(cursor, selection, frames) is not { } through)
            await CatchUp(news);
        else if (through > cursor)
            await Send(frames, through);
        else
            await Task.WhenAny(news, beat);
    }

    private async Task CatchUp(Task news)
    {
        EventPage page;
        try
        {
            page = await catchUp.Read(selection, cursor, over.Token);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            // Over, or without a database: both end the stream in order, and the reader comes back.
            await over.CancelAsync();
            return;
        }

        if (page.Through > cursor)
            await Send(page.Messages.Select(StreamFrame.Of), page.Through);
        else
            await Task.WhenAny(news, beat);
    }

    private async Task Send(IEnumerable<StreamFrame> wanted, long through)
    {
        foreach (var frame in wanted)
        {
            output.Write(frame.Bytes.Span);
            told = frame.Position;
            if (output.UnflushedBytes >= FlushAt)
                await Flush();
        }

        cursor = through;
        if (output.UnflushedBytes > 0)
            await Flush();
    }

    private async Task Beat()
    {
        beat = Task.Delay(limits.Heartbeat, time, over.Token);
        Bookmark(otherwise: StreamFrame.Heartbeat);
        await Flush();
    }

    private async Task Farewell()
    {
        Bookmark(otherwise: []);
        output.Write(StreamFrame.Retry(Pause(500)));
        await Flush();
    }

    private void Bookmark(ReadOnlySpan<byte> otherwise)
    {
        output.Write(cursor > told ? StreamFrame.Bookmark(cursor) : otherwise);
        told = cursor;
    }

    private async ValueTask<bool> MayGoOn()
    {
        // Read before the holder is asked about: a change that comes meanwhile is looked at again.
        var changes = credentials.Changes;
        if (holder is null || (changes == accessChanges && time.GetElapsedTime(keyChecked) < limits.KeyCheck))
            return true;
        (keyChecked, accessChanges) = (time.GetTimestamp(), changes);
        try
        {
            return await credentials.StillMay(context, holder, Right.ReadDrafts);
        }
        catch (NpgsqlException)
        {
            // Nobody can say; the reader asks again with its next request.
            return false;
        }
    }

    private async ValueTask Flush()
    {
        var flushing = output.FlushAsync(context.RequestAborted);
        if (!flushing.IsCompletedSuccessfully)
            await flushing.AsTask().WaitAsync(limits.Patience, time, context.RequestAborted);
    }

    // Not the same for all: readers that were cut off together do not come back together.
    private static TimeSpan Pause(int least) => TimeSpan.FromMilliseconds(Random.Shared.Next(least, least * 4));

    public async ValueTask DisposeAsync()
    {
        // Ends the timer of the next heartbeat.
        await over.CancelAsync();
        over.Dispose();
        life.Dispose();
    }
}
