using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Subscriptions;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Server.Projecting;

namespace EventOps.Server.Subscriptions;

/// <summary>Who is told of what: create, list, delete, try. All of it needs a key.</summary>
internal static class SubscriptionRoutes
{
    public static void Map(RouteGroupBuilder community)
    {
        var subscriptions = community.MapGroup("/subscriptions").WithTags("Subscriptions");
        subscriptions.MapPost("", CreateSubscriptionRoute.Run).WithName("CreateSubscription")
            .WithMetadata(new RequestBody(typeof(CreateSubscription)))
            .Produces<SubscriptionCreatedAnswer>(StatusCodes.Status201Created)
            .WithSummary("Asks to be told of what happens from now on.");
        subscriptions.MapGet("", List).WithName("ListSubscriptions").Produces<SubscriptionsAnswer>()
            .WithSummary("The active subscriptions, the oldest first.");
        subscriptions.MapGet("/{id:guid}", Read).WithName("GetSubscription").Produces<SubscriptionAnswer>()
            .WithSummary("One subscription.");
        subscriptions.MapDelete("/{id:guid}", Delete).WithName("DeleteSubscription").Produces(StatusCodes.Status204NoContent)
            .WithSummary("Ends a subscription; nothing more is sent to it.");
        subscriptions.MapPost("/{id:guid}/test", Test).WithName("TestSubscription").Produces<TestAnswer>()
            .WithSummary("Sends one test message now and says how it went.");
    }

    private static async Task<IResult> List(HttpContext context, Subscribers subscribers, RowTail tail)
    {
        var caller = Caller.Of(context);
        if (caller.MustBeOwner(context) is { } refused)
            return refused;
        if (await MinPosition.Wait(context, tail, FanOut.ProjectionName) is { } behind)
            return behind;
        var found = await subscribers.List(caller.Community, context.RequestAborted);
        return TypedResults.Ok(new SubscriptionsAnswer([.. found.Select(SubscriptionAnswer.Of)]));
    }

    private static async Task<IResult> Read(HttpContext context, SubscriptionDesk desk, Guid id)
    {
        var caller = Caller.Of(context);
        if (caller.MustBeOwner(context) is { } refused)
            return refused;
        return await desk.Find(caller.Community, id, context.RequestAborted) is { } found
            ? TypedResults.Ok(SubscriptionAnswer.Of(id, found))
            : Problems.Of(new SubscriptionNotFound());
    }

    private static async Task<IResult> Delete(HttpContext context, SubscriptionDesk desk, Guid id)
    {
        var caller = Caller.Of(context);
        if (caller.MustBeOwner(context) is { } refused)
            return refused;
        var (options, problem) = Preconditions.Read(context.Request, caller, [], nameof(DeleteSubscription));
        if (options is null)
            return problem!;
        var outcome = await desk.Delete(caller.Community, id, new(), options, context.RequestAborted);
        return SubscriptionResults.Of(outcome, (_, _) => TypedResults.NoContent());
    }

    private static async Task<IResult> Test(HttpContext context, TestSend test, Guid id)
    {
        var caller = Caller.Of(context);
        if (caller.MustBeOwner(context) is { } refused)
            return refused;
        return await test.Send(caller.Community, id, context.RequestAborted) is { } attempt
            ? TypedResults.Ok(TestAnswer.Of(attempt))
            : Problems.Of(new SubscriptionNotFound());
    }
}
