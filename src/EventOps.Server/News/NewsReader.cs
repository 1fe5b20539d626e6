using System.Collections.Concurrent;
using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.EventStore.Projecting;
using EventOps.EventStore.Reading;
using EventOps.Formats.Atom;
using EventOps.Notifications.Messages;
using EventOps.Projections.Catalogue;
using EventOps.Server.Projecting;
using NodaTime;

namespace EventOps.Server.News;

/// <summary>
/// The latest news of a community, straight from the log: it is walked backwards once, and what is added is read as it comes.
/// Of what an import brought from the past only its recaps are news.
/// </summary>
internal sealed class NewsReader(Feed feed, Rows rows) : IDisposable
{
    private const int Most = 50;
    private const int Stretch = 10_000;
    private const int MostRemembered = 1_000;

    private readonly ConcurrentDictionary<string, Remembered> known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>The newest first, each with its meetup as the catalogue lists it now.</summary>
    public async Task<IReadOnlyList<NewsEntry>> Latest(string community, CancellationToken ct)
    {
        var entries = new List<NewsEntry>();
        var meetups = new Dictionary<Guid, CatalogueLine?>();
        foreach (var stored in (await Events(community, ct)).Reverse())
        {
            if (!meetups.TryGetValue(stored.StreamId, out var meetup))
                meetups[stored.StreamId] = meetup = await Meetup(community, stored.StreamId, ct);
            if (meetup is not null)
                entries.Add(new(stored.Id, Instant.FromDateTimeOffset(stored.Timestamp), MeetupEvent.Names.Read(stored.Type, stored.Data), meetup));
        }

        return entries;
    }

    public void Dispose() => turn.Dispose();

    private async Task<IReadOnlyList<RecordedEvent>> Events(string community, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            var filter = new FeedFilter(community, NewsEntry.Types);
            var read = known.TryGetValue(community, out var before) ? await Onward(before, filter, ct) : await Backward(filter, ct);
            if (known.Count >= MostRemembered)
                known.Clear();
            known[community] = read;
            return read.Events;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Remembered> Backward(FeedFilter filter, CancellationToken ct)
    {
        var head = await feed.Head(ct);
        var (from, events) = (head, new List<RecordedEvent>());
        while (from > 0 && events.Count < Most)
        {
            var to = from;
            from = Math.Max(0, from - Stretch);
            var page = await feed.Read(from, Stretch, ct, filter);
            events.InsertRange(0, page.Events.Where(e => e.Position <= to && IsNews(e)));
        }

        return new(head, [.. events.TakeLast(Most)]);
    }

    private async Task<Remembered> Onward(Remembered read, FeedFilter filter, CancellationToken ct)
    {
        while (true)
        {
            var page = await feed.Read(read.Through, Stretch, ct, filter);
            if (page.SafePosition == read.Through)
                return read;
            read = new(page.SafePosition, [.. read.Events.Concat(page.Events.Where(IsNews)).TakeLast(Most)]);
        }
    }

    private static bool IsNews(RecordedEvent stored) =>
        MeetupEvent.Names.Read(stored.Type, stored.Data) is var happened && NewsEntry.IsNews(happened)
        && (happened is RecapPublished || !ImportHeader.IsOn(stored));

    private async Task<CatalogueLine?> Meetup(string community, Guid id, CancellationToken ct) =>
        await rows.Get(MeetupProjections.Catalogue, community, id.ToString(), ct) is { } row
            ? MeetupProjections.RowOf<CatalogueEntry>(row.Data).Public()
            : null;

    private sealed record Remembered(long Through, IReadOnlyList<RecordedEvent> Events);
}
