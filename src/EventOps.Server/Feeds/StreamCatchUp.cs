namespace EventOps.Server.Feeds;

/// <summary>Pages from the database for readers that the ring has left behind, a few at a time.</summary>
internal sealed class StreamCatchUp(EventPages pages, StreamLimits limits) : IDisposable
{
    private const int PageSize = 100;

    private readonly SemaphoreSlim turns = new(limits.CatchUps);

    public async Task<EventPage> Read(EventSelection selection, long after, CancellationToken ct)
    {
        await turns.WaitAsync(ct);
        try
        {
            return await pages.Read(selection, after, PageSize, ct);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();
}
