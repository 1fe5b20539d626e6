using EventOps.EventStore;
using EventOps.Server.Access;
using EventOps.Server.Hosting;

namespace EventOps.Server.Meetups;

/// <summary>Reads one meetup as it is now.</summary>
internal static class MeetupRoutes
{
    public static void Map(RouteGroupBuilder meetups) =>
        meetups.MapGet("/{meetup}", Read).WithName("GetMeetup").WithTags("Meetups").Produces<MeetupAnswer>()
            .WithSummary("What a meetup is now. With a key: all of it, drafts included.").Public(Right.ReadDrafts);

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
        var tag = caller.SeesDrafts ? Preconditions.ETagOf(loaded.Version) : $"\"{loaded.Version}-public\"";
        context.Response.Headers.ETag = tag;
        if (EntityTags.Have(context.Request.Headers.IfNoneMatch, tag))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(MeetupAnswer.Of(id, loaded, caller.SeesDrafts, $"{settings.PublicUrl}/{caller.Community}"));
    }
}
