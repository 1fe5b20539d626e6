using EventOps.EventStore.Reading;
using EventOps.Server.Access;
using EventOps.Server.Hosting;

namespace EventOps.Server.Feeds;

/// <summary>The facts of a community as they come: server-sent events whose id is the position.</summary>
internal static class EventStreamRoute
{
    public static void AddEventStreams(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(StreamLimits.From(configuration))
        .AddSingleton<EventPages>().AddSingleton<EventCursor>().AddSingleton<StreamSeats>().AddSingleton<StreamCatchUp>()
        .AddSingleton<EventHub>().AddHostedService(provider => provider.GetRequiredService<EventHub>());

    public static void Map(RouteGroupBuilder community) =>
        community.MapGet("/events/stream", Open).WithName("StreamEvents").WithTags("Events")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .DisableRequestTimeout()
            .WithSummary("Server-sent events from now on, or after ?after or Last-Event-ID (which wins); types as in the list. Drafts need a key.").Public(Right.ReadDrafts);

    private static async Task<IResult> Open(
        HttpContext context, Feed feed, EventCursor cursor, string? after = null, string? types = null)
    {
        var caller = Caller.Of(context);
        var errors = new List<FieldError>();
        var selection = EventSelection.Read(caller, types, errors);
        var position = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last
            ? await cursor.Read("Last-Event-ID", last, errors, context.RequestAborted)
            : after is not null
                ? await cursor.Read("after", after, errors, context.RequestAborted)
                : await feed.Head(context.RequestAborted);
        if (errors.Count > 0)
            return Problems.Shape(errors);
        return selection.IsEmpty && caller.Must(Right.ReadDrafts, context) is { } refused ? refused : new EventStreamResult(selection, position);
    }
}
