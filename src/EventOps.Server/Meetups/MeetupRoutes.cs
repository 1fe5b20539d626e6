using EventOps.EventStore;
using EventOps.Server.Access;

namespace EventOps.Server.Meetups;

/// <summary>Reads one meetup: what it is now, and how it came to be so.</summary>
internal static class MeetupRoutes
{
    public static void Map(RouteGroupBuilder meetups)
    {
        meetups.MapGet("/{meetup}", Read).WithName("GetMeetup").WithTags("Meetups")
            .WithSummary("What a meetup is now. With a key: all of it, drafts included.");
        meetups.MapGet("/{meetup}/history", History).WithName("GetHistory").WithTags("Meetups")
            .WithSummary("Every change of a meetup: who, when, which command. Needs a key.");
    }

    private static async Task<IResult> Read(HttpContext context, Streams streams, SlugRegister slugs, string meetup)
    {
        var caller = Caller.Of(context);
        if (await MeetupIds.Find(slugs, caller.Community, meetup, context.RequestAborted) is not { } id)
            return MeetupIds.NotFound();
        var loaded = await streams.Load(MeetupStreams.Definition, new(caller.Community, id), context.RequestAborted);
        if (!loaded.State.Exists)
            return MeetupIds.NotFound();
        // A key shows more: the two views must never answer for each other.
        context.Response.Headers.Vary = "Authorization";
        context.Response.Headers.ETag = Preconditions.ETagOf(loaded.Version);
        if (context.Request.Headers.IfNoneMatch.ToString() == Preconditions.ETagOf(loaded.Version))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(MeetupAnswer.Of(id, loaded, withDrafts: caller.IsOwner));
    }

    private static async Task<IResult> History(
        HttpContext context, Streams streams, SlugRegister slugs, string meetup, long after = 0, int limit = 500)
    {
        var caller = Caller.Of(context);
        if (caller.MustBeOwner(context) is { } refused)
            return refused;
        if (await MeetupIds.Find(slugs, caller.Community, meetup, context.RequestAborted) is not { } id)
            return MeetupIds.NotFound();
        var events = await streams.Read(new(caller.Community, id), Math.Max(after, 0), context.RequestAborted);
        return events.Count == 0 && after <= 0
            ? MeetupIds.NotFound()
            : TypedResults.Ok(HistoryAnswer.Of(id, events.Take(Math.Clamp(limit, 1, 1_000)).ToList()));
    }
}
