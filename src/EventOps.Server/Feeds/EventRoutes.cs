using System.Globalization;
using EventOps.EventStore.Reading;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Projecting;

namespace EventOps.Server.Feeds;

/// <summary>The facts of a community as a numbered list: what webhooks push, to be pulled. A cursor never misses one.</summary>
internal static class EventRoutes
{
    private const int MostEvents = 500;

    public static void Map(RouteGroupBuilder community)
    {
        community.MapGet("/events", List).WithName("ListEvents").WithTags("Events")
            .Produces<IReadOnlyList<EventLine>>(StatusCodes.Status200OK, "application/cloudevents-batch+json")
            .WithSummary("CloudEvents after a position: ?after, limit, minPosition, types (names or beginnings ending in *, comma-separated). Drafts need a key.").Public(Right.ReadDrafts);
        EventStreamRoute.Map(community);
    }

    private static async Task<IResult> List(
        HttpContext context, Feed feed, EventPages pages, EventCursor cursor, ServerSettings settings, string? after = null,
        string? limit = null, string? types = null)
    {
        var caller = Caller.Of(context);
        var errors = new List<FieldError>();
        var most = QueryNumbers.Read("limit", limit, 1, MostEvents, 100, errors);
        var selection = EventSelection.Read(caller, types, errors);
        var position = after is null ? 0 : await cursor.Read("after", after, errors, context.RequestAborted);
        if (errors.Count > 0)
            return Problems.Shape(errors);
        if (selection.IsEmpty && caller.Must(Right.ReadDrafts, context) is { } refused)
            return refused;
        if (await MinPosition.Wait(context, feed) is { } behind)
            return behind;
        var page = await pages.Read(selection, position, (int)most, context.RequestAborted);
        var next = $"/api/communities/{caller.Community}/events{QueryString.Create(Parameters(page.Through, limit, types))}";
        return new EventBatch(page.Messages, position, next, $"{caller.Community}\n{caller.SeesDrafts}\n{types}\n{settings.PublicUrl}");
    }

    private static IEnumerable<KeyValuePair<string, string?>> Parameters(long after, string? limit, string? types)
    {
        yield return new("after", after.ToString(CultureInfo.InvariantCulture));
        if (limit is not null)
            yield return new("limit", limit);
        if (types is not null)
            yield return new("types", types);
    }
}
