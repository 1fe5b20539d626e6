using EventOps.Domain.Meetups;
using EventOps.EventStore.Projecting;
using EventOps.Projections.Agendas;
using EventOps.Projections.Shared;
using EventOps.Server.Projecting;

namespace EventOps.Server.Links;

/// <summary>A link of a meetup's material and what it leads to.</summary>
/// <param name="Kind"><c>deck</c> or <c>recording</c>.</param>
internal sealed record UsedLink(string Url, string Kind, Guid Id, string Title);

/// <summary>The links of decks and recordings as they are now; uploaded decks are ours and are not looked at.</summary>
internal sealed class LinksInUse(Rows rows)
{
    private const int Some = 200;

    /// <summary>Null when there is no such meetup.</summary>
    public async Task<IReadOnlyList<UsedLink>?> Of(string community, Guid meetupId, CancellationToken ct) =>
        await rows.Get(MeetupProjections.Agenda, community, meetupId.ToString(), ct) is { } row
            ? [.. In(MeetupProjections.RowOf<AgendaPage>(row.Data).Material)]
            : null;

    public async Task<IReadOnlyCollection<string>> OfCommunity(string community, CancellationToken ct)
    {
        var urls = new SortedSet<string>(StringComparer.Ordinal);
        RowCursor? after = null;
        do
        {
            var page = await rows.Query(new() { Projection = MeetupProjections.Catalogue, Tenant = community, After = after, Limit = Some }, ct);
            foreach (var row in page.Rows)
                urls.UnionWith((await Of(community, Guid.Parse(row.Key), ct) ?? []).Select(link => link.Url));
            after = page.Next;
        }
        while (after is not null);
        return urls;
    }

    private static IEnumerable<UsedLink> In(Material material) =>
    [
        .. material.Slides.Where(deck => deck.File is null && deck.Status is not SlidesStatus.Withdrawn)
            .Select(deck => new UsedLink(deck.Url, "deck", deck.SlidesId, deck.Title)),
        .. material.Recordings.Select(film => new UsedLink(film.Url, "recording", film.RecordingId, film.Title)),
    ];
}
