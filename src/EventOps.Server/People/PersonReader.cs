using EventOps.EventStore.Projecting;
using EventOps.Projections.Catalogue;
using EventOps.Projections.People;
using EventOps.Server.Pages;
using EventOps.Server.Projecting;

namespace EventOps.Server.People;

/// <summary>People as ready pages, found in the catalogue by the talks that they gave.</summary>
internal sealed class PersonReader(Rows rows, PageMemory memory, PageRenderer renderer)
{
    // Nobody has spoken at more meetups of one community.
    private const int MostMeetups = 500;

    /// <summary>Null when no public agenda or recap names the person.</summary>
    public ValueTask<ReadyPage?> Html(Guid personId, PageContext context, CancellationToken ct) => memory.Get(
        new(MeetupProjections.Catalogue, context.Community, PageSource.AllRows), $"person-{personId} {context.Variant}", async () =>
        {
            var found = await rows.Query(
                new RowQuery
                {
                    Projection = MeetupProjections.Catalogue,
                    Tenant = context.Community,
                    AllTerms = [$"person:{personId}"],
                    Descending = true,
                    Limit = MostMeetups,
                },
                ct);
            var entries = found.Rows.Select(row => MeetupProjections.RowOf<CatalogueEntry>(row.Data));
            return PersonView.Of(personId, entries) is { } view
                ? Ready.Of(await renderer.Person(view, context), Ready.Html, view.Position)
                : null;
        });
}
