using System.Threading.Channels;
using EventOps.EventStore.Reading;

namespace EventOps.EventStore.Projecting;

/// <summary>
/// Reads the feed while what was read before is folded and written, a few pages ahead. Ends where, as far as it knows, the
/// feed ends now.
/// </summary>
internal sealed class ReadAhead : IAsyncDisposable
{
    private const int Pages = 8;

    private readonly Channel<FeedPage> pages = Channel.CreateBounded<FeedPage>(
        new BoundedChannelOptions(Pages) { SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource stopping;
    private readonly Task reading;

    public ReadAhead(Feed feed, long after, CancellationToken ct)
    {
        stopping = CancellationTokenSource.CreateLinkedTokenSource(ct);
        reading = Task.Run(() => Read(feed, after, stopping.Token), CancellationToken.None);
    }

    /// <summary>The pages in order.</summary>
    public IAsyncEnumerable<FeedPage> All(CancellationToken ct) => pages.Reader.ReadAllAsync(ct);

    private async Task Read(Feed feed, long after, CancellationToken ct)
    {
        try
        {
            await foreach (var page in feed.Rest(after, ct))
                await pages.Writer.WriteAsync(page, ct);
            pages.Writer.Complete();
        }
        catch (Exception e)
        {
            // Whoever asks for the next page hears of it.
            pages.Writer.Complete(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await reading;
        stopping.Dispose();
    }
}
