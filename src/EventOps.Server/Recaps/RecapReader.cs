using EventOps.EventStore.Projecting;
using EventOps.Projections.History;
using EventOps.Projections.Recaps;
using EventOps.Server.History;
using EventOps.Server.Hosting;
using EventOps.Server.Pages;
using EventOps.Server.Projecting;

namespace EventOps.Server.Recaps;

/// <summary>Recaps as ready pages, for the API and for people; null while nothing is public.</summary>
internal sealed class RecapReader(Rows rows, MeetupPast past, PageMemory memory, PageRenderer renderer, ServerSettings settings)
{
    public ValueTask<ReadyPage?> Public(string community, Guid meetupId, CancellationToken ct) =>
        Json(community, meetupId, "json", page => page.Public(), ct);

    public ValueTask<ReadyPage?> Draft(string community, Guid meetupId, CancellationToken ct) =>
        Json(community, meetupId, "json-draft", page => page.Draft(), ct);

    public ValueTask<ReadyPage?> Html(Guid meetupId, PageContext context, CancellationToken ct) =>
        memory.Get(Source(context.Community, meetupId), context.Variant, async () =>
            await Row(context.Community, meetupId, ct) is { } page && page.Public() is { } view
                ? Ready.Of(await renderer.Recap(view, context), page.Position, page.Meetup, context.Now)
                : null);

    /// <summary>The recap as it was at a moment, and whether the meetup was scheduled by then.</summary>
    public async Task<(bool Existed, ReadyPage? Page)> AsOf(
        string community, Guid meetupId, PointInTime point, bool draft, CancellationToken ct)
    {
        var page = await Then(community, meetupId, point, ct);
        return (page is not null, (draft ? page?.From(settings.PublicUrl).Draft() : page?.From(settings.PublicUrl).Public()) is { } view ? Ready.Of(view, page!.Position) : null);
    }

    /// <summary>The same for people.</summary>
    public async ValueTask<ReadyPage?> Html(Guid meetupId, PointInTime point, PageContext context, CancellationToken ct) =>
        await Then(context.Community, meetupId, point, ct) is { } page && page.Public() is { } view
            ? Ready.Of(await renderer.Recap(view, context with { AsOf = new(page.UpdatedAt, page.Position) }), Ready.Html, page.Position)
            : null;

    private async Task<RecapPage?> Then(string community, Guid meetupId, PointInTime point, CancellationToken ct) =>
        point.Of(await past.Facts(community, meetupId, ct)).Aggregate((RecapPage?)null, RecapPage.On);

    private ValueTask<ReadyPage?> Json(
        string community, Guid meetupId, string variant, Func<RecapPage, RecapView?> view, CancellationToken ct) =>
        memory.Get(Source(community, meetupId), variant, async () =>
            await Row(community, meetupId, ct) is { } page && view(page.From(settings.PublicUrl)) is { } shown
                ? Ready.Of(shown, page.Position)
                : null);

    private async Task<RecapPage?> Row(string community, Guid meetupId, CancellationToken ct) =>
        await rows.Get(MeetupProjections.Recap, community, meetupId.ToString(), ct) is { } row
            ? MeetupProjections.RowOf<RecapPage>(row.Data)
            : null;

    private static PageSource Source(string community, Guid meetupId) =>
        new(MeetupProjections.Recap, community, meetupId.ToString());
}
