using System.Threading.Channels;

namespace EventOps.EventStore;

/// <summary>
/// Reads the feed while what was read before is folded and written, a few pages ahead. Ends with the first page that is not
/// full: as far as it knows, that is all there is now.
/// </summary>
internal sealed class ReadAhead : IAsyncDisposable
{
    private const int Pages = 2;
    private const int First = 500;
    private const int Most = 4000;
    private const long Heavy = 4 * 1024 * 1024;
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);

    private readonly Channel<FeedPage> pages = Channel.CreateBounded<FeedPage>(
        new BoundedChannelOptions(Pages) { SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource stopping;
    private readonly Task reading;

    public ReadAhead(Feed feed, long after, TimeProvider time, CancellationToken ct)
    {
        stopping = CancellationTokenSource.CreateLinkedTokenSource(ct);
        reading = Task.Run(() => Read(feed, after, time, stopping.Token), CancellationToken.None);
    }

    /// <summary>The pages in order.</summary>
    public IAsyncEnumerable<FeedPage> All(CancellationToken ct) => pages.Reader.ReadAllAsync(ct);

    private async Task Read(Feed feed, long after, TimeProvider time, CancellationToken ct)
    {
        try
        {
            FeedPage page;
            var limit = First;
            for (var wanted = limit; ; wanted = limit)
            {
                var begun = time.GetTimestamp();
                page = await feed.Read(after, wanted, ct);
                limit = Next(wanted, page, time.GetElapsedTime(begun));
                after = page.SafePosition;
                await pages.Writer.WriteAsync(page, ct);
                if (page.Events.Count < wanted)
                    break;
            }

            pages.Writer.Complete();
        }
        catch (Exception e)
        {
            // Whoever asks for the next page hears of it.
            pages.Writer.Complete(e);
        }
    }

    // Neither may the memory grow with what events hold, nor a slow disk keep the lease waiting.
    private static int Next(int limit, FeedPage page, TimeSpan took) =>
        took > Slow || page.Events.Sum(e => (long)e.Data.Length) > Heavy ? Math.Max(1, limit / 2) : Math.Min(Most, limit * 2);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await reading;
        stopping.Dispose();
    }
}
