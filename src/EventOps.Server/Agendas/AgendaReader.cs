using EventOps.EventStore.Projecting;
using EventOps.Projections.Agendas;
using EventOps.Projections.History;
using EventOps.Server.History;
using EventOps.Server.Hosting;
using EventOps.Server.Pages;
using EventOps.Server.Projecting;

namespace EventOps.Server.Agendas;

/// <summary>Agendas as ready pages, for the API and for people.</summary>
internal sealed class AgendaReader(Rows rows, MeetupPast past, PageMemory memory, PageRenderer renderer, ServerSettings settings)
{
    public ValueTask<ReadyPage?> Public(string community, Guid meetupId, CancellationToken ct) =>
        Json(community, meetupId, "json", page => page.Public(), ct);

    public ValueTask<ReadyPage?> Draft(string community, Guid meetupId, CancellationToken ct) =>
        Json(community, meetupId, "json-draft", page => page.Draft(), ct);

    public ValueTask<ReadyPage?> Html(Guid meetupId, PageContext context, CancellationToken ct) =>
        memory.Get(Source(context.Community, meetupId), context.Variant, async () =>
            await Row(context.Community, meetupId, ct) is { } page
                ? Ready.Of(await renderer.Agenda(page.Public(), context), page.Position, page.Meetup, context.Now)
                : null);

    /// <summary>The agenda as it was at a moment; null when the meetup was not scheduled by then.</summary>
    public async ValueTask<ReadyPage?> AsOf(string community, Guid meetupId, PointInTime point, bool draft, CancellationToken ct) =>
        await Then(community, meetupId, point, ct) is { } page ? Ready.Of(draft ? page.From(settings.PublicUrl).Draft() : page.From(settings.PublicUrl).Public(), page.Position) : null;

    /// <summary>The same for people.</summary>
    public async ValueTask<ReadyPage?> Html(Guid meetupId, PointInTime point, PageContext context, CancellationToken ct) =>
        await Then(context.Community, meetupId, point, ct) is { } page
            ? Ready.Of(await renderer.Agenda(page.Public(), context with { AsOf = new(page.UpdatedAt, page.Position) }), Ready.Html, page.Position)
            : null;

    /// <summary>Some releases after a number, and after which to ask for more; nothing when there is no such meetup.</summary>
    public async Task<(ReadyPage? Page, int? Next)> Releases(string community, Guid meetupId, long after, int most, CancellationToken ct)
    {
        if (await Row(community, meetupId, ct) is not { } page)
            return (null, null);
        var found = page.Releases.Where(release => release.Number > after).Take(most + 1).ToList();
        return (
            Ready.Of(new ReleasesAnswer(meetupId, [.. found.Take(most)]), page.Position),
            found.Count > most ? found[most - 1].Number : null);
    }

    /// <summary>An earlier release, made from the stream itself: exactly what was released then.</summary>
    public ValueTask<ReadyPage?> Release(string community, Guid meetupId, int number, CancellationToken ct) =>
        memory.Get(Source(community, meetupId), $"release-{number}", async () =>
            AgendaPage.AtRelease(await past.Facts(community, meetupId, ct), number) is { } page
                ? Ready.Of(page.From(settings.PublicUrl).Public(), page.Position)
                : null);

    /// <summary>What moved since a release, as a page; null when there is no such release or none after it.</summary>
    public ValueTask<ReadyPage?> Changes(Guid meetupId, int since, PageContext context, CancellationToken ct) =>
        memory.Get(Source(context.Community, meetupId), $"changes-{since} {context.Variant}", async () =>
            await Row(context.Community, meetupId, ct) is { Releases: [.., var last] } page && since < last.Number
            && await Between(context.Community, meetupId, since, last.Number, ct) is { } diff
                ? Ready.Of(await renderer.Changes(diff, page.Releases, context), Ready.Html, page.Position)
                : null);

    /// <summary>What differs between two moments; null when the meetup was not scheduled by one of them.</summary>
    /// <param name="withCauses">Whether to say which events made it so, and who sent them.</param>
    public async ValueTask<ReadyPage?> Diff(
        string community, Guid meetupId, DiffQuery query, bool withCauses, CancellationToken ct) =>
        query.Between(await past.Facts(community, meetupId, ct)) is { } diff
            ? Ready.Of(withCauses ? diff : diff.WithoutCauses(), diff.To.Position)
            : null;

    private async Task<AgendaDiff?> Between(string community, Guid meetupId, int from, int to, CancellationToken ct) =>
        AgendaDiff.Between(await past.Facts(community, meetupId, ct), from, to);

    private ValueTask<ReadyPage?> Json(
        string community, Guid meetupId, string variant, Func<AgendaPage, AgendaView> view, CancellationToken ct) =>
        memory.Get(Source(community, meetupId), variant, async () =>
            await Row(community, meetupId, ct) is { } page ? Ready.Of(view(page.From(settings.PublicUrl)), page.Position) : null);

    private async Task<AgendaPage?> Row(string community, Guid meetupId, CancellationToken ct) =>
        await rows.Get(MeetupProjections.Agenda, community, meetupId.ToString(), ct) is { } row
            ? MeetupProjections.RowOf<AgendaPage>(row.Data)
            : null;

    private async Task<AgendaPage?> Then(string community, Guid meetupId, PointInTime point, CancellationToken ct) =>
        point.Of(await past.Facts(community, meetupId, ct)).Aggregate((AgendaPage?)null, AgendaPage.On);

    private static PageSource Source(string community, Guid meetupId) =>
        new(MeetupProjections.Agenda, community, meetupId.ToString());
}

/// <summary>The releases of an agenda, oldest first.</summary>
public sealed record ReleasesAnswer(Guid MeetupId, Domain.Shared.ValueList<ReleaseNote> Releases);
