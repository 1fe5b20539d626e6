using System.Globalization;
using EventOps.EventStore;
using EventOps.Notifications.Messages;
using EventOps.Server.Access;
using EventOps.Server.Hosting;

namespace EventOps.Server.Feeds;

/// <summary>The facts of a community as a numbered list: what webhooks push, to be pulled. A cursor never misses one.</summary>
internal static class EventRoutes
{
    private const int MostEvents = 500;

    public static void Map(RouteGroupBuilder community) =>
        community.MapGet("/events", List).WithName("ListEvents").WithTags("Events")
            .Produces(StatusCodes.Status200OK, contentType: "application/cloudevents-batch+json")
            .WithSummary("CloudEvents after a position: ?after, limit, types (names or beginnings ending in *, comma-separated). Drafts need a key.");

    private static async Task<IResult> List(
        HttpContext context, Feed feed, MessageReader messages, string? after = null, string? limit = null, string? types = null)
    {
        if (!Number(after, 0, long.MaxValue, 0, out var position))
            return Problems.Shape([new("after", "wrong_type", "'after' must be a position, a whole number.")]);
        if (!Number(limit, 1, MostEvents, 100, out var most))
            return Problems.Shape([new("limit", "out_of_range", $"'limit' must be a whole number from 1 to {MostEvents}.")]);
        var caller = Caller.Of(context);
        var wishes = types?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var page = await feed.Read(
            position, (int)most, context.RequestAborted, new FeedFilter(caller.Community, MessageTypes.StoredNames(wishes)));
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

    private static bool Number(string? text, long least, long most, long otherwise, out long number)
    {
        number = otherwise;
        return text is null
            || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most);
    }
}
