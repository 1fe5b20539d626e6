using EventOps.EventStore.Projecting;
using EventOps.Projections.History;
using EventOps.Projections.Recaps;
using EventOps.Server.Access;
using EventOps.Server.History;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Server.Pages;
using EventOps.Server.Projecting;

namespace EventOps.Server.Recaps;

/// <summary>The recap over the API.</summary>
internal static class RecapRoutes
{
    public static void Map(RouteGroupBuilder meetups) =>
        meetups.MapGet("/{meetup}/recap", Read).WithName("GetRecap").WithTags("Recap").Produces<RecapView>()
            .WithSummary("The published recap; ?view=draft (with a key) the one in the making; ?asOf or ?atPosition the one of then.").Public(Right.ReadDrafts);

    private static async Task<IResult> Read(
        HttpContext context, RecapReader recaps, SlugRegister slugs, RowTail tail, string meetup, string? view = null,
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
        if (await MinPosition.Wait(context, tail, MeetupProjections.Recap) is { } behind)
            return behind;
        if (await MeetupIds.Find(slugs, caller.Community, meetup, context.RequestAborted) is not { } id)
            return MeetupIds.NotFound();
        if (point is not null)
            return await Past(recaps, caller.Community, id, point, view == "draft", context.RequestAborted);
        return Answer(view == "draft"
            ? await recaps.Draft(caller.Community, id, context.RequestAborted)
            : await recaps.Public(caller.Community, id, context.RequestAborted));
    }

    private static async Task<IResult> Past(
        RecapReader recaps, string community, Guid id, PointInTime point, bool draft, CancellationToken ct)
    {
        var (existed, page) = await recaps.AsOf(community, id, point, draft, ct);
        return existed ? Answer(page) : MeetupIds.NotYet();
    }

    private static IResult Answer(ReadyPage? ready) => ready is null
        ? Problems.NotFound("recap.not_published", "There is no published recap of this meetup.")
        : new PageResult(ready, vary: "Authorization");
}
