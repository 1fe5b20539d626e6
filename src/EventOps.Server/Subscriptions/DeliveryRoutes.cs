using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Deliveries;
using EventOps.Server.Access;
using EventOps.Server.Hosting;

namespace EventOps.Server.Subscriptions;

/// <summary>What was sent to a subscription, what it answered, what waits, what is dead.</summary>
internal static class DeliveryRoutes
{
    private const int MostListed = 200;

    public static void Map(RouteGroupBuilder subscription)
    {
        subscription.MapGet("/deliveries", List).Describe("ListDeliveries").Produces<DeliveriesAnswer>()
            .WithSummary("Deliveries, the newest first, with the timing of every attempt: ?state, before, limit.");
        subscription.MapGet("/deliveries/{delivery:long}", Read).Describe("GetDelivery").Produces<DeliveryAnswer>()
            .WithSummary("One delivery: what is sent, without secrets, and what was answered to every attempt.");
    }

    private static async Task<IResult> List(
        HttpContext context, SubscriptionDesk desk, DeliveryLog log, Guid id, string? state = null, string? before = null,
        string? limit = null)
    {
        var caller = Caller.Of(context);
        var errors = new List<FieldError>();
        var cursor = QueryNumbers.Read("before", before, 1, long.MaxValue, long.MaxValue, errors);
        var most = (int)QueryNumbers.Read("limit", limit, 1, MostListed, 50, errors);
        if (state is not null && !DeliveryLog.States.Contains(state))
            errors.Add(new("state", "unknown_state", $"'state' must be one of {string.Join(", ", DeliveryLog.States)}."));
        if (errors.Count > 0)
            return Problems.Shape(errors);
        if (!(await desk.Load(caller.Community, id, context.RequestAborted)).State.Exists)
            return Problems.Of(new SubscriptionNotFound());
        var found = await log.List(caller.Community, id, state, cursor, most, context.RequestAborted);
        if (found.Count == most)
            NextLink.Put(context, ("before", found[^1].Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return TypedResults.Ok(new DeliveriesAnswer([.. found.Select(DeliveryLine.Of)]));
    }

    private static async Task<IResult> Read(HttpContext context, SubscriptionDesk desk, DeliveryLog log, Guid id, long delivery)
    {
        var caller = Caller.Of(context);
        var subscription = (await desk.Load(caller.Community, id, context.RequestAborted)).State;
        if (!subscription.Exists)
            return Problems.Of(new SubscriptionNotFound());
        return await log.Find(caller.Community, id, delivery, context.RequestAborted) is { } found
            ? TypedResults.Ok(DeliveryAnswer.Of(found, subscription))
            : Problems.NotFound("delivery.not_found", "The subscription has no such delivery.");
    }
}
