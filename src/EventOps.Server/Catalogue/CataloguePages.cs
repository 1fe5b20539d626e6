using EventOps.Server.Pages;
using EventOps.Server.Projecting;
using NodaTime;

namespace EventOps.Server.Catalogue;

/// <summary>What a visitor of a community's page filters by.</summary>
internal sealed record CatalogueFilter(string? Series, string? Tag, string? Text)
{
    public bool IsNone => this is { Series: null, Tag: null, Text: null };
}

/// <summary>
/// A community's page. It depends on the clock: what is upcoming today is past tomorrow, so it is made anew at least each
/// minute. Filtered ones are made each time, for there are as many as visitors can think of.
/// </summary>
internal sealed class CataloguePages(CatalogueReader catalogue, PageMemory memory, PageRenderer renderer, TimeProvider time)
{
    private const int MostUpcoming = 100;
    private const int MostPast = 200;
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    public async ValueTask<ReadyPage> Html(PageContext context, CatalogueFilter filter, CancellationToken ct)
    {
        if (!filter.IsNone)
            return await Make(context, filter, ct);
        var source = new PageSource(MeetupProjections.Catalogue, context.Community, PageSource.AllRows);
        return (await memory.Get(source, $"html-{context.Language}", async () => await Make(context, filter, ct)))!;
    }

    private async Task<ReadyPage> Make(PageContext context, CatalogueFilter filter, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var instant = Instant.FromDateTimeOffset(now);
        // A meetup that began within the last day may still go on; the view tells them apart.
        var from = instant - Duration.FromDays(1);
        var upcoming = await catalogue.Read(Query(context, filter, from, null, descending: false, MostUpcoming), ct);
        var past = await catalogue.Read(Query(context, filter, null, instant, descending: true, MostPast), ct);
        var lines = upcoming.Meetups.Concat(past.Meetups).DistinctBy(line => line.MeetupId).ToList();
        var view = CatalogueView.Of(lines, instant, filter.Series, filter.Tag, filter.Text);
        var position = lines.Count == 0 ? 0 : lines.Max(line => line.Position);
        return Ready.Of(await renderer.Catalogue(view, context), Ready.Html, position, now + Freshness);
    }

    private static CatalogueQuery Query(
        PageContext context, CatalogueFilter filter, Instant? from, Instant? to, bool descending, int limit)
    {
        var terms = new List<string>();
        if (filter.Series is { Length: > 0 } series)
            terms.Add($"series:{series.ToLowerInvariant()}");
        if (filter.Tag is { Length: > 0 } tag)
            terms.Add($"tag:{tag.ToLowerInvariant()}");
        return new(context.Community, terms, from, to, filter.Text, descending, limit, After: null);
    }
}
