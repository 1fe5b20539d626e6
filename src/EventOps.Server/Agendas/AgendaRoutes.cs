using System.Globalization;
using EventOps.EventStore.Projecting;
using EventOps.Projections.Agendas;
using EventOps.Projections.History;
using EventOps.Server.Access;
using EventOps.Server.History;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Server.Pages;
using EventOps.Server.Projecting;

namespace EventOps.Server.Agendas;

/// <summary>The agenda over the API: as released, as drafted, and every release there was.</summary>
internal static class AgendaRoutes
{
    private const int MostReleases = 200;

    public static void Map(RouteGroupBuilder meetups)
    {
        meetups.MapGet("/{meetup}/agenda", Read).WithName("GetAgenda").WithTags("Agenda").Produces<AgendaView>()
            .WithSummary("The last release with what must never wait laid over it; ?view=draft (with a key) the working agenda; ?asOf or ?atPosition the one of then.").Public(Right.ReadDrafts);
        meetups.MapGet("/{meetup}/agenda/releases", Releases).WithName("GetReleases").WithTags("Agenda")
            .Produces<ReleasesAnswer>().WithSummary("Every release: number, time, comment; ?after (a number), limit.").Public();
        meetups.MapGet("/{meetup}/agenda/releases/{number:int}", Release).WithName("GetRelease").WithTags("Agenda")
            .Produces<AgendaView>().WithSummary("The agenda with the timetable of that release.").Public();
        meetups.MapGet("/{meetup}/agenda/diff", Diff).WithName("GetAgendaDiff").WithTags("Agenda").Produces<AgendaDiff>()
            .WithSummary("What differs between two moments, ?from= and ?to= releases by number, position:P, or times; with a key which events made it so; ?view=draft.").Public(Right.ReadDrafts);
    }

    private static async Task<IResult> Diff(
        HttpContext context, AgendaReader agendas, SlugRegister slugs, string meetup, string? from = null, string? to = null, string? view = null)
    {
        var caller = Caller.Of(context);
        var errors = new List<FieldError>();
        if (DiffQuery.Read(from, to, view, errors) is not { } query)
            return Problems.Shape(errors);
        if (query.Draft && caller.Must(Right.ReadDrafts, context) is { } refused)
            return refused;
        if (await MeetupIds.Find(slugs, caller.Community, meetup, context.RequestAborted) is not { } id)
            return MeetupIds.NotFound();
        if (await agendas.Diff(caller.Community, id, query, withCauses: caller.SeesDrafts, context.RequestAborted) is { } ready)
            return new PageResult(ready, vary: "Authorization");
        return query.NamesReleases
            ? Problems.NotFound("release.not_found", $"The agenda has no release {from} or no release {to}.")
            : MeetupIds.NotYet();
    }

    private static async Task<IResult> Read(
        HttpContext context, AgendaReader agendas, SlugRegister slugs, RowTail tail, string meetup, string? view = null,
        string? asOf = null, string? atPosition = null)
    {
        var caller = Caller.Of(context);
        var errors = new List<FieldError>();
        if (view is not (null or "draft" or "public"))
            errors.Add(new("view", "unknown_value", "'view' must be public or draft."));
        var point = PointQuery.Read(asOf, atPosition, errors);
        if (errors.Count > 0)
            return Problems.Shape(errors);
        if (view == "draft" && caller.Must(Right.ReadDrafts, context) is { } refused)
            return refused;
        if (point is not null)
            return await Past(context, agendas, slugs, meetup, point, draft: view == "draft");
        return await Answer(context, slugs, tail, meetup, id => view == "draft"
            ? agendas.Draft(caller.Community, id, context.RequestAborted)
            : agendas.Public(caller.Community, id, context.RequestAborted));
    }

    private static async Task<IResult> Past(
        HttpContext context, AgendaReader agendas, SlugRegister slugs, string meetup, PointInTime point, bool draft)
    {
        var community = Caller.Of(context).Community;
        if (await MeetupIds.Find(slugs, community, meetup, context.RequestAborted) is not { } id)
            return MeetupIds.NotFound();
        return await agendas.AsOf(community, id, point, draft, context.RequestAborted) is { } ready
            ? new PageResult(ready, vary: "Authorization")
            : MeetupIds.NotYet();
    }

    private static async Task<IResult> Releases(
        HttpContext context, AgendaReader agendas, SlugRegister slugs, RowTail tail, string meetup, string? after = null, string? limit = null)
    {
        var errors = new List<FieldError>();
        var number = QueryNumbers.Read("after", after, 0, int.MaxValue, 0, errors);
        var most = (int)QueryNumbers.Read("limit", limit, 1, MostReleases, MostReleases, errors);
        if (errors.Count > 0)
            return Problems.Shape(errors);
        return await Answer(context, slugs, tail, meetup, async id =>
        {
            var (page, next) = await agendas.Releases(Caller.Of(context).Community, id, number, most, context.RequestAborted);
            if (next is { } last)
                NextLink.Put(context, ("after", last.ToString(CultureInfo.InvariantCulture)));
            return page;
        });
    }

    private static async Task<IResult> Release(
        HttpContext context, AgendaReader agendas, SlugRegister slugs, string meetup, int number)
    {
        var community = Caller.Of(context).Community;
        if (await MeetupIds.Find(slugs, community, meetup, context.RequestAborted) is not { } id)
            return MeetupIds.NotFound();
        return await agendas.Release(community, id, number, context.RequestAborted) is { } ready
            ? new PageResult(ready, vary: null)
            : Problems.NotFound("release.not_found", $"The agenda has no release {number}.");
    }

    private static async Task<IResult> Answer(
        HttpContext context, SlugRegister slugs, RowTail tail, string meetup, Func<Guid, ValueTask<ReadyPage?>> read)
    {
        if (await MinPosition.Wait(context, tail, MeetupProjections.Agenda) is { } behind)
            return behind;
        return await MeetupIds.Find(slugs, Caller.Of(context).Community, meetup, context.RequestAborted) is { } id
            && await read(id) is { } ready
                ? new PageResult(ready, vary: "Authorization")
                : MeetupIds.NotFound();
    }
}
