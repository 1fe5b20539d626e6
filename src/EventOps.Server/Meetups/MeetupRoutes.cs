using EventOps.EventStore;
using EventOps.Server.Access;
using EventOps.Server.Hosting;

namespace EventOps.Server.Meetups;

/// <summary>Reads one meetup: what it is now, and how it came to be so.</summary>
internal static class MeetupRoutes
{
    private const int MostEntries = 1_000;

    public static void Map(RouteGroupBuilder meetups)
    {
        meetups.MapGet("/{meetup}", Read).WithName("GetMeetup").WithTags("Meetups").Produces<MeetupAnswer>()
            .WithSummary("What a meetup is now. With a key: all of it, drafts included.");
        meetups.MapGet("/{meetup}/history", History).WithName("GetHistory").WithTags("Meetups").Produces<HistoryAnswer>()
            .WithSummary("Every change of a meetup: who, when, which command; ?after (a version), limit. Needs a key.");
    }

    private static async Task<IResult> Read(HttpContext context, Streams streams, SlugRegister slugs, ServerSettings settings, string meetup)
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
        return TypedResults.Ok(MeetupAnswer.Of(id, loaded, caller.IsOwner, $"{settings.PublicUrl}/{caller.Community}"));
    }

    private static async Task<IResult> History(
        HttpContext context, Streams streams, SlugRegister slugs, string meetup, string? after = null, string? limit = null)
    {
        var caller = Caller.Of(context);
        if (caller.MustBeOwner(context) is { } refused)
            return refused;
        var errors = new List<FieldError>();
        var version = QueryNumbers.Read("after", after, 0, long.MaxValue, 0, errors);
        var most = QueryNumbers.Read("limit", limit, 1, MostEntries, 500, errors);
        if (errors.Count > 0)
            return Problems.Shape(errors);
        if (await MeetupIds.Find(slugs, caller.Community, meetup, context.RequestAborted) is not { } id)
            return MeetupIds.NotFound();
        var events = await streams.Read(new(caller.Community, id), version, context.RequestAborted);
        return events.Count == 0 && version == 0
            ? MeetupIds.NotFound()
            : TypedResults.Ok(HistoryAnswer.Of(id, version, events.Take((int)most).ToList()));
    }
}
