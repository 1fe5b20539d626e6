using EventOps.Domain.Subscriptions;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;

namespace EventOps.Server.Subscriptions;

/// <summary>Asks for what happened to be sent again, from a position or a time on.</summary>
internal sealed class ReplaySubscriptionRoute(Replays replays, SubscriptionDesk desk)
{
    public static Task<IResult> Run(HttpContext context, ReplaySubscriptionRoute route, Guid id) => route.Handle(context, id);

    private async Task<IResult> Handle(HttpContext context, Guid id)
    {
        var (request, options, problem) = await ConditionalBody.Read<ReplayRequest>(context, nameof(ReplaySubscription));
        if (request is null)
            return problem!;
        if (ErrorsOf(request) is { Count: > 0 } errors)
            return Problems.Shape(errors);
        var ct = context.RequestAborted;
        var community = Caller.Of(context).Community;
        var replayId = SubscriptionIds.New(options!, id);
        if (options!.DryRun)
            return await desk.Rehearse(community, id, (await replays.CommandOf(community, replayId, request, ct)).Decide, options, [], ct);
        var (command, outcome) = await replays.Run(community, id, replayId, request, options, ct);
        return SubscriptionResults.Of(outcome, (version, position) => TypedResults.Accepted(
            $"/api/communities/{community}/subscriptions/{id}/deliveries",
            new ReplayAnswer(
                id, command.ReplayId, command.FromPosition, command.UntilPosition, request.OnlyFailed, version, position)));
    }

    internal static List<FieldError> ErrorsOf(ReplayRequest request)
    {
        var errors = new List<FieldError>();
        if (request.FromPosition is null == request.Since is null)
            errors.Add(new("fromPosition", "required", "Either 'fromPosition' or 'since' is required, not both."));
        if (request.FromPosition < 1)
            errors.Add(new("fromPosition", "out_of_range", "'fromPosition' must be a whole number of 1 or more."));
        if (request.UntilPosition < 1)
            errors.Add(new("untilPosition", "out_of_range", "'untilPosition' must be a whole number of 1 or more."));
        return errors;
    }
}
