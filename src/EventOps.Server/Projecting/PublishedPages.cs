using System.Security.Cryptography;
using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.EventStore.Projecting;
using EventOps.Notifications.Sites;
using EventOps.Projections.Agendas;
using EventOps.Projections.Catalogue;
using EventOps.Projections.Recaps;

namespace EventOps.Server.Projecting;

/// <summary>
/// All public pages of a community by what they say: a draft touched, or an event that changes no word of a page, leaves its
/// hash as it was.
/// </summary>
internal sealed class PublishedPages(Rows rows, RowTail tail)
{
    private const int Some = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly string[] Projections = [MeetupProjections.Catalogue, MeetupProjections.Agenda, MeetupProjections.Recap];

    /// <exception cref="TimeoutException">The projections have not come to the position.</exception>
    public async Task<IReadOnlyList<SitePage>> List(string community, long position, CancellationToken ct)
    {
        foreach (var projection in Projections)
            if (!await tail.WaitFor(projection, position, Patience, ct))
                throw new TimeoutException($"The projection '{projection}' has not come to position {position}.");
        var pages = new List<SitePage>();
        RowCursor? after = null;
        do
        {
            var page = await rows.Query(new() { Projection = MeetupProjections.Catalogue, Tenant = community, After = after, Limit = Some }, ct);
            foreach (var row in page.Rows)
                await Add(pages, community, MeetupProjections.RowOf<CatalogueEntry>(row.Data).Public(), ct);
            after = page.Next;
        }
        while (after is not null);
        return pages;
    }

    private async Task Add(List<SitePage> pages, string community, CatalogueLine meetup, CancellationToken ct)
    {
        var key = meetup.MeetupId.ToString();
        if (await Row<AgendaPage>(MeetupProjections.Agenda, community, key, ct) is { } agenda)
            pages.Add(Page($"/{community}/{meetup.Slug}/agenda", agenda.Public() with { Version = 0, Position = 0, UpdatedAt = default }));
        if (await Row<RecapPage>(MeetupProjections.Recap, community, key, ct) is { } recap && recap.Public() is { } shown)
            pages.Add(Page($"/{community}/{meetup.Slug}/recap", shown with { Version = 0, Position = 0, UpdatedAt = default }));
    }

    private async Task<TRow?> Row<TRow>(string projection, string community, string key, CancellationToken ct)
        where TRow : class =>
        await rows.Get(projection, community, key, ct) is { } row ? MeetupProjections.RowOf<TRow>(row.Data) : null;

    private static SitePage Page<TView>(string path, TView view) =>
        new(path, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(view, DomainJson.Options)));
}
