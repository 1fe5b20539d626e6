using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Messages;
using EventOps.Notifications.Subscriptions;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Server.Meetups.Commands;
using FluentValidation;

namespace EventOps.Server.Subscriptions;

/// <summary>Takes a subscription in and hands out its secret, once.</summary>
internal static class CreateSubscriptionRoute
{
    private static readonly Shape Rules = new();

    public static async Task<IResult> Run(HttpContext context, SubscriptionDesk desk, SubscriptionSecrets secrets)
    {
        var caller = Caller.Of(context);
        if (caller.MustBeOwner(context) is { } refused)
            return refused;
        var (body, problem) = await JsonBody.Read(context.Request, context.RequestAborted);
        if (body is null)
            return problem!;
        using var _ = body;
        var (id, fields, wrongId) = ClientId.Take(context.Request, body, "subscriptionId");
        var (command, errors) = JsonBody.Bind<CreateSubscription>(fields);
        errors = [.. wrongId, .. errors, .. command is null ? [] : CommandReader.ErrorsOf(Rules.Validate(command))];
        if (command is null || errors.Count > 0)
            return Problems.Shape(errors);
        var (options, precondition) = Preconditions.Read(context.Request, caller, body.Bytes.Span, nameof(CreateSubscription));
        return options is null ? precondition! : await Create(context, desk, secrets, id, command, options);
    }

    private static async Task<IResult> Create(
        HttpContext context, SubscriptionDesk desk, SubscriptionSecrets secrets, Guid id, CreateSubscription command, CommandOptions options)
    {
        var community = Caller.Of(context).Community;
        // Before the event: whoever hears of the subscription finds its secret.
        var secret = await secrets.Create(community, id, context.RequestAborted);
        var outcome = await desk.Create(community, id, command, options, context.RequestAborted);
        if (outcome is CommandOutcome<Refusal?>.Repeated repeated)
            secret = await secrets.Create(community, id = repeated.StreamId, context.RequestAborted);
        return SubscriptionResults.Of(outcome, (version, position) => TypedResults.Created(
            $"/api/communities/{community}/subscriptions/{id}",
            new SubscriptionCreatedAnswer(
                id, command.Name, command.Kind, command.Sink, command.Types, command.IncludeImported, secret.Reveal(), version, position)));
    }

    private sealed class Shape : AbstractValidator<CreateSubscription>
    {
        public Shape()
        {
            RuleFor(c => c.Name).Filled().Line(FieldRules.Name);
            RuleFor(c => c.Sink).Filled().Link();
            RuleFor(c => c.Types).AtMost(50);
            RuleForEach(c => c.Types).Filled().Line(FieldRules.Name)
                .Must(wish => TypeWish.IsKnown(wish!)).WithErrorCode("unknown_type").WithMessage("'{PropertyName}' names no type of message.");
        }
    }
}
