using EventOps.Server.Agendas;
using EventOps.Server.Catalogue;
using EventOps.Server.Decks;
using EventOps.Server.Exporting;
using EventOps.Server.History;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Server.News;
using EventOps.Server.People;
using EventOps.Server.Previews;
using EventOps.Server.Recaps;
using EventOps.Server.Talks;

namespace EventOps.Server.Pages;

/// <summary>The addresses that people visit: a community's meetups, an agenda, a recap.</summary>
internal static class PageRoutes
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/", (ServerSettings settings) => TypedResults.Redirect($"/{settings.Community}")).ExcludeFromDescription();
        var pages = app.MapGroup("/{community}").ExcludeFromDescription();
        pages.MapMethods("", Reading, Catalogue);
        pages.MapMethods("/{meetup}", Reading, Meetup);
        pages.MapMethods("/{meetup}/agenda", Reading, Agenda);
        pages.MapMethods("/{meetup}/recap", Reading, Recap);
        pages.MapMethods("/{meetup}/agenda/changes", Reading, Changes);
        pages.MapMethods("/{meetup}/talks/{talk:guid}", Reading, Talk);
        pages.MapMethods("/people/{person:guid}", Reading, Person);
        pages.MapMethods("/{meetup}/agenda.json", Reading, AgendaJson);
        pages.MapMethods("/{meetup}/recap.json", Reading, RecapJson);
        DeckRoutes.Map(pages);
        AgendaFiles.Map(pages);
        CommunityCalendar.Map(pages);
        MarkdownPages.Map(pages);
        NewsRoutes.Map(pages);
    }

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private static async Task<IResult> Catalogue(
        HttpContext context, PageDesk desk, CataloguePages catalogue, string community,
        string? series = null, string? tag = null, string? q = null, string? year = null)
    {
        if (await desk.Context(context, community) is not { } page)
            return await desk.Missing(context, community);
        var filter = new CatalogueFilter(series, tag, q, int.TryParse(year, out var number) ? number : null);
        return desk.Show(context, await catalogue.Html(page, filter, context.RequestAborted));
    }

    private static async Task<IResult> Meetup(
        HttpContext context, PageDesk desk, SlugRegister slugs, string community, string meetup) =>
        await MeetupIds.Find(slugs, community, meetup, context.RequestAborted) is null
            ? await desk.Missing(context, community)
            // Escaped: a backslash would lead to another host, and a header carries neither line ends nor Chinese.
            : TypedResults.Redirect($"/{Uri.EscapeDataString(community)}/{Uri.EscapeDataString(meetup)}/agenda");

    private static async Task<IResult> Agenda(
        HttpContext context, PageDesk desk, PreviewPages drafts, AgendaReader agendas, SlugRegister slugs, string community, string meetup,
        string? view = null, string? asOf = null, string? atPosition = null) =>
        view == "draft" ? await drafts.Agenda(context, community, meetup)
        : PointQuery.IsSound(asOf, atPosition, out var point) ? await Of(context, desk, slugs, community, meetup, (id, page, ct) =>
            point is null ? agendas.Html(id, page, ct) : agendas.Html(id, point, page, ct))
        : await desk.Missing(context, community);

    private static async Task<IResult> Recap(
        HttpContext context, PageDesk desk, PreviewPages drafts, RecapReader recaps, SlugRegister slugs, string community, string meetup,
        string? view = null, string? asOf = null, string? atPosition = null) =>
        view == "draft" ? await drafts.Recap(context, community, meetup)
        : PointQuery.IsSound(asOf, atPosition, out var point) ? await Of(context, desk, slugs, community, meetup, (id, page, ct) =>
            point is null ? recaps.Html(id, page, ct) : recaps.Html(id, point, page, ct))
        : await desk.Missing(context, community);

    private static async Task<IResult> Changes(
        HttpContext context, PageDesk desk, AgendaReader agendas, SlugRegister slugs, string community, string meetup, string? since = null) =>
        int.TryParse(since, out var number)
            ? await Of(context, desk, slugs, community, meetup, (id, page, ct) => agendas.Changes(id, number, page, ct))
            : await desk.Missing(context, community);

    private static Task<IResult> Talk(
        HttpContext context, PageDesk desk, PreviewPages drafts, TalkReader talks, SlugRegister slugs, string community, string meetup, Guid talk,
        string? view = null) =>
        view == "draft"
            ? drafts.Talk(context, community, meetup, talk)
            : Of(context, desk, slugs, community, meetup, (id, page, ct) => talks.Html(id, talk, page, ct));

    /// <summary>A page of a meetup, if both are there.</summary>
    private static async Task<IResult> Of(
        HttpContext context, PageDesk desk, SlugRegister slugs, string community, string meetup, MakePage make) =>
        await desk.Context(context, community) is { } page
        && await MeetupIds.Find(slugs, community, meetup, context.RequestAborted) is { } id
        && await make(id, page, context.RequestAborted) is { } ready
            ? desk.Show(context, ready)
            : await desk.Missing(context, community);

    /// <summary>Null: the meetup has no such page.</summary>
    private delegate ValueTask<ReadyPage?> MakePage(Guid meetupId, PageContext context, CancellationToken ct);

    private static async Task<IResult> Person(
        HttpContext context, PageDesk desk, PersonReader people, string community, Guid person) =>
        await desk.Context(context, community) is { } page && await people.Html(person, page, context.RequestAborted) is { } ready
            ? desk.Show(context, ready)
            : await desk.Missing(context, community);

    private static async Task<IResult> AgendaJson(
        HttpContext context, AgendaReader agendas, SlugRegister slugs, string community, string meetup) =>
        await MeetupIds.Find(slugs, community, meetup, context.RequestAborted) is { } id
        && await agendas.Public(community, id, context.RequestAborted) is { } ready
            ? new PageResult(ready, vary: null)
            : MeetupIds.NotFound();

    private static async Task<IResult> RecapJson(
        HttpContext context, RecapReader recaps, SlugRegister slugs, string community, string meetup) =>
        await MeetupIds.Find(slugs, community, meetup, context.RequestAborted) is { } id
        && await recaps.Public(community, id, context.RequestAborted) is { } ready
            ? new PageResult(ready, vary: null)
            : MeetupIds.NotFound();
}
