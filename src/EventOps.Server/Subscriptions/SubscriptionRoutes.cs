using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.EventStore.Projecting;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Subscriptions;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Server.Projecting;

namespace EventOps.Server.Subscriptions;

/// <summary>Who is told of what: all that an owner can do with a subscription. All of it needs a key.</summary>
internal static class SubscriptionRoutes
{
    private const int MostListed = 200;

    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddSingleton<SubscriptionDesk>().AddSingleton<SubscriptionBound>().AddSingleton<SinkCheck>().AddSingleton<OwnSubscriptions>().AddSingleton<CreateSubscriptionRoute>()
        .AddSingleton<ReviseSubscriptionRoute>().AddSingleton<RotateSecretRoute>().AddSingleton<ReplaySubscriptionRoute>().AddSingleton<Replays>();

    public static void Map(RouteGroupBuilder community)
    {
        var subscriptions = community.MapGroup("/subscriptions").WithTags("Subscriptions").Needs(Right.Subscribe);
        subscriptions.MapPost("", CreateSubscriptionRoute.Run).Describe("CreateSubscription", typeof(SubscriptionRequest)).CanRunDry().Produces<SubscriptionDryRun>()
            .Produces<SubscriptionCreatedAnswer>(StatusCodes.Status201Created)
            .WithSummary("Asks to be told of what happens from now on.");
        subscriptions.MapGet("", List).Describe("ListSubscriptions").Produces<SubscriptionsAnswer>()
            .WithSummary("The subscriptions, the oldest first: ?after, limit, minPosition.");
        var one = subscriptions.MapGroup("/{id:guid}").AddEndpointFilter<OwnSubscriptions>();
        one.MapGet("", Read).Describe("GetSubscription").Produces<SubscriptionAnswer>().WithSummary("One subscription.");
        one.MapPatch("", ReviseSubscriptionRoute.Run).Describe("ReviseSubscription", typeof(SubscriptionPatch)).CanRunDry()
            .Produces<SubscriptionAnswer>().WithSummary("Changes what is given and leaves what is absent.");
        one.MapDelete("", Delete).Describe("DeleteSubscription").CanRunDry().Produces<SubscriptionDryRun>().Produces(StatusCodes.Status204NoContent)
            .WithSummary("Ends a subscription; nothing more is sent to it.");
        one.MapPost("/test", Test).Describe("TestSubscription").Produces<TestAnswer>()
            .WithSummary("Sends one test message now and says how it went.");
        one.MapPost("/pause", Pause).Describe("PauseSubscription", typeof(PauseRequest)).CanRunDry().Produces<SubscriptionAnswer>()
            .WithSummary("Stops the sending without loss: what happens meanwhile is sent when it is resumed.");
        one.MapPost("/resume", Resume).Describe("ResumeSubscription", typeof(Nothing)).CanRunDry().Produces<SubscriptionAnswer>()
            .WithSummary("Sends again, after a pause or after the sink was mended.");
        one.MapPost("/rotate-secret", RotateSecretRoute.Run).Describe("RotateSecret", typeof(RotateSecretRequest)).CanRunDry()
            .Produces<SecretRotatedAnswer>().WithSummary("Lets a new secret sign and shows it once; the old one signs along for a while.");
        one.MapPost("/replay", ReplaySubscriptionRoute.Run).Describe("ReplaySubscription", typeof(ReplayRequest)).CanRunDry().Produces<SubscriptionDryRun>()
            .Produces<ReplayAnswer>(StatusCodes.Status202Accepted)
            .WithSummary("Sends again what happened since a position or a time: all of it, or what never arrived.");
        DeliveryRoutes.Map(one);
    }

    private static async Task<IResult> List(
        HttpContext context, Subscribers subscribers, OwnSubscriptions own, RowTail tail, string? after = null, string? limit = null)
    {
        var caller = Caller.Of(context);
        var errors = new List<FieldError>();
        var position = QueryNumbers.Read("after", after, 0, long.MaxValue, 0, errors);
        var most = (int)QueryNumbers.Read("limit", limit, 1, MostListed, MostListed, errors);
        if (errors.Count > 0)
            return Problems.Shape(errors);
        if (await MinPosition.Wait(context, tail, FanOut.ProjectionName) is { } behind)
            return behind;
        var found = await subscribers.List(caller.Community, context.RequestAborted, position, most);
        if (found.Count == most)
            NextLink.Put(context, ("after", found[^1].CreatedPosition.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (!caller.May(Right.ManageSubscriptions))
        {
            var theirs = await own.Of(caller, [.. found.Select(subscriber => subscriber.Id)], context.RequestAborted);
            found = [.. found.Where(subscriber => theirs.Contains(subscriber.Id))];
        }

        return TypedResults.Ok(new SubscriptionsAnswer([.. found.Select(SubscriptionAnswer.Of)]));
    }

    private static async Task<IResult> Read(HttpContext context, SubscriptionDesk desk, Guid id)
    {
        var caller = Caller.Of(context);
        var found = await desk.Load(caller.Community, id, context.RequestAborted);
        if (!found.State.Exists)
            return Problems.Of(new SubscriptionNotFound());
        var tag = Preconditions.ETagOf(found.Version);
        context.Response.Headers.ETag = tag;
        return EntityTags.Have(context.Request.Headers.IfNoneMatch, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(SubscriptionAnswer.Of(id, found.State, found.Version));
    }

    private static async Task<IResult> Delete(HttpContext context, SubscriptionDesk desk, Guid id)
    {
        var caller = Caller.Of(context);
        var (options, problem) = Preconditions.Read(context.Request, caller, [], nameof(DeleteSubscription));
        if (options is null)
            return problem!;
        if (options.DryRun)
            return await desk.Rehearse(caller.Community, id, new DeleteSubscription().Decide, options, [], context.RequestAborted);
        var outcome = await desk.Decide(caller.Community, id, new DeleteSubscription().Decide, options, context.RequestAborted);
        return SubscriptionResults.Of(outcome, (_, _) => TypedResults.NoContent());
    }

    private static async Task<IResult> Test(HttpContext context, TestSend test, Guid id)
    {
        var caller = Caller.Of(context);
        return await test.Send(caller.Community, id, context.RequestAborted) is { } attempt
            ? TypedResults.Ok(TestAnswer.Of(attempt))
            : Problems.Of(new SubscriptionNotFound());
    }

    private static async Task<IResult> Pause(HttpContext context, SubscriptionDesk desk, Guid id)
    {
        var (request, options, problem) = await ConditionalBody.Read<PauseRequest>(context, nameof(PauseSubscription));
        if (request is null)
            return problem!;
        if (SubscriptionShapes.ErrorsOf(request) is { Count: > 0 } errors)
            return Problems.Shape(errors);
        return await Turn(context, desk, id, new PauseSubscription(request.Reason).Decide, options!);
    }

    private static async Task<IResult> Resume(HttpContext context, SubscriptionDesk desk, Guid id)
    {
        var (empty, options, problem) = await ConditionalBody.Read<Nothing>(context, nameof(ResumeSubscription));
        return empty is null ? problem! : await Turn(context, desk, id, new ResumeSubscription().Decide, options!);
    }

    private static async Task<IResult> Turn(
        HttpContext context, SubscriptionDesk desk, Guid id, Func<Subscription, Decision<SubscriptionEvent>> decide,
        CommandOptions options)
    {
        if (options.DryRun)
            return await desk.Rehearse(Caller.Of(context).Community, id, decide, options, [], context.RequestAborted);
        var outcome = await desk.Decide(Caller.Of(context).Community, id, decide, options, context.RequestAborted);
        return await SubscriptionResults.Changed(context, desk, id, outcome, []);
    }

    private sealed record Nothing;
}
