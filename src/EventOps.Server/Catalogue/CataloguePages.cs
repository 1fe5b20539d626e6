using EventOps.Projections.Catalogue;
using EventOps.Server.Pages;
using EventOps.Server.Projecting;
using NodaTime;

namespace EventOps.Server.Catalogue;

/// <summary>
/// A community's page. It depends on the clock: what is upcoming now is past once it is over, and then the page is made
/// anew. Filtered pages are made each time, for there are as many as visitors can think of.
/// </summary>
internal sealed class CataloguePages(CatalogueReader catalogue, PageMemory memory, PageRenderer renderer, TimeProvider time)
{
    private const int PageOfRows = 500;

    // The latest ones: a page of everything that ever was is for nobody to read.
    private const int MostMeetups = 5_000;

    public async ValueTask<ReadyPage> Html(PageContext context, CatalogueFilter filter, CancellationToken ct)
    {
        if (filter != CatalogueFilter.Nothing)
            return await Make(context, filter, ct);
        var source = new PageSource(MeetupProjections.Catalogue, context.Community, PageSource.AllRows);
        return (await memory.Get(source, context.Variant, async () => await Make(context, filter, ct)))!;
    }

    private async Task<ReadyPage> Make(PageContext context, CatalogueFilter filter, CancellationToken ct)
    {
        var lines = await All(context.Community, ct);
        var view = CatalogueView.Of(lines, filter, Instant.FromDateTimeOffset(time.GetUtcNow()));
        var position = lines.Count == 0 ? 0 : lines.Max(line => line.Position);
        return Ready.Of(await renderer.Catalogue(view, context), Ready.Html, position, view.Until?.ToDateTimeOffset());
    }

    /// <summary>The latest meetups of a community, latest first.</summary>
    public async Task<List<CatalogueLine>> All(string community, CancellationToken ct)
    {
        var lines = new List<CatalogueLine>();
        var query = new CatalogueQuery(community, [], null, null, null, Descending: true, PageOfRows, After: null);
        while (lines.Count < MostMeetups)
        {
            var answer = await catalogue.Read(query, ct);
            lines.AddRange(answer.Meetups);
            if (answer.Next is not { } next || !CatalogueReader.TryCursor(next, out var after))
                break;
            query = query with { After = after };
        }

        return lines;
    }
}
