using EventOps.EventStore;
using EventOps.Projections.Recaps;
using EventOps.Server.Access;
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
            .WithSummary("The published recap; ?view=draft (with a key) the one in the making.").Public(Right.ReadDrafts);

    private static async Task<IResult> Read(
        HttpContext context, RecapReader recaps, SlugRegister slugs, RowTail tail, string meetup, string? view = null)
    {
        var caller = Caller.Of(context);
        if (view is not (null or "draft" or "public"))
            return Problems.Shape([new("view", "unknown_value", "'view' must be public or draft.")]);
        if (view == "draft" && caller.Must(Right.ReadDrafts, context) is { } refused)
            return refused;
        if (await MinPosition.Wait(context, tail, MeetupProjections.Recap) is { } behind)
            return behind;
        if (await MeetupIds.Find(slugs, caller.Community, meetup, context.RequestAborted) is not { } id)
            return MeetupIds.NotFound();
        var ready = view == "draft"
            ? await recaps.Draft(caller.Community, id, context.RequestAborted)
            : await recaps.Public(caller.Community, id, context.RequestAborted);
        return ready is null
            ? Problems.NotFound("recap.not_published", "There is no published recap of this meetup.")
            : new PageResult(ready, vary: "Authorization");
    }
}
