using System.Globalization;
using EventOps.EventStore;
using EventOps.Notifications.Messages;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Projecting;

namespace EventOps.Server.Feeds;

/// <summary>The facts of a community as a numbered list: what webhooks push, to be pulled. A cursor never misses one.</summary>
internal static class EventRoutes
{
    private const int MostEvents = 500;

    public static void Map(RouteGroupBuilder community) =>
        community.MapGet("/events", List).WithName("ListEvents").WithTags("Events")
            .Produces(StatusCodes.Status200OK, contentType: "application/cloudevents-batch+json")
            .WithSummary("CloudEvents after a position: ?after, limit, minPosition, types (names or beginnings ending in *, comma-separated). Drafts need a key.");

    private static async Task<IResult> List(
        HttpContext context, Feed feed, MessageReader messages, string? after = null, string? limit = null, string? types = null)
    {
        var errors = new List<FieldError>();
        var position = QueryNumbers.Read("after", after, 0, long.MaxValue, 0, errors);
        var most = QueryNumbers.Read("limit", limit, 1, MostEvents, 100, errors);
        var wishes = types?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        errors.AddRange(wishes.Where(wish => !TypeWish.IsKnown(wish))
            .Select(wish => new FieldError("types", "unknown_type", $"'types' names '{wish}', which no message is.")));
        if (errors.Count > 0)
            return Problems.Shape(errors);
        if (await MinPosition.Wait(context, feed) is { } behind)
            return behind;
        var caller = Caller.Of(context);
        var page = await FeedWalk.Read(
            feed, position, (int)most, new FeedFilter(caller.Community, MessageTypes.StoredNames(wishes)), context.RequestAborted);
        var shown = (await messages.Of(page.Events, context.RequestAborted)).Where(message => message.IsPublic || caller.IsOwner);
        var next = $"/api/communities/{caller.Community}/events{QueryString.Create(Parameters(page.SafePosition, limit, types))}";
        return new EventBatch([.. shown], next);
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
