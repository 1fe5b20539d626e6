using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Secrets;
using EventOps.Notifications.Signing;
using EventOps.Notifications.Subscriptions;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Server.Meetups.Commands;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Subscriptions;

/// <summary>Takes a subscription in and hands out its secret, once.</summary>
internal sealed class CreateSubscriptionRoute(
    SubscriptionDesk desk, SubscriptionBound bound, SubscriptionSecrets secrets, SecretVault vault, SinkCheck sinks, TestSend test)
{
    public static Task<IResult> Run(HttpContext context, CreateSubscriptionRoute route) => route.Handle(context);

    private async Task<IResult> Handle(HttpContext context)
    {
        var caller = Caller.Of(context);
        var (body, problem) = await JsonBody.Read(context.Request, context.RequestAborted);
        if (body is null)
            return problem!;
        using var _ = body;
        var (id, fields, wrongId) = ClientId.Take(context.Request, body, "subscriptionId");
        var (request, shape) = JsonBody.Bind<SubscriptionRequest>(fields);
        var (address, errors) = request is null ? (null, []) : Checked(request);
        if (wrongId.Count + shape.Count + errors.Count > 0)
            return Problems.Shape([.. wrongId, .. shape, .. errors]);
        var (unfit, warning) = await sinks.Resolve(address!, context.RequestAborted);
        if (unfit is not null)
            return Problems.Shape([unfit]);
        var (options, precondition) = Preconditions.Read(context.Request, caller, body.Bytes.Span, nameof(CreateSubscription));
        return options is null
            ? precondition!
            : await Create(new(caller.Community, id, request!, address!, options, warning is null ? [] : [warning]), context.RequestAborted);
    }

    private (Uri? Address, IReadOnlyList<FieldError> Errors) Checked(SubscriptionRequest request)
    {
        IReadOnlyList<FieldError> errors =
        [
            .. CommandReader.ErrorsOf(SubscriptionShapes.Request.Validate(request)),
            .. HeaderRules.Errors(request.Headers),
            .. SinkCheck.Unfit(request.Kind, request.Mode, request.Handshake, request.Signature, request.Headers, request.Secret),
        ];
        var (address, unfit) = sinks.Read(request.Kind, request.Sink, request.Target, request.Secret is not null);
        return (address, [.. errors, .. unfit.Where(error => errors.All(e => e.Path != error.Path))]);
    }

    private async Task<IResult> Create(Creation creation, CancellationToken ct)
    {
        var before = await desk.Load(creation.Community, creation.Id, ct);
        var draft = new SealedDraft(vault, creation.Community, creation.Id);
        var command = await Sealed(creation, before.State, draft, ct);
        if (creation.Options.DryRun)
        {
            await draft.Discard(ct);
            var full = await bound.Full(creation.Community, ct);
            return await desk.Rehearse(creation.Community, creation.Id, state => Decide(command, state, full), creation.Options, creation.Warnings, ct);
        }

        // Whoever gives up meanwhile must not leave the turn before what they asked for is done or not done.
        var outcome = await bound.Run(
            creation.Community, full => desk.Decide(creation.Community, creation.Id, state => Decide(command, state, full), creation.Options, CancellationToken.None), ct);
        if (outcome is CommandOutcome<Refusal?>.Appended appended)
            return await Created(creation, command, appended, ct);
        await draft.Discard(ct);
        // Two that ask for the same at once each sealed it: whoever comes second compares with what the first one sealed.
        if (before.Version == 0 && outcome is CommandOutcome<Refusal?>.Unchanged { Result: SubscriptionIdTaken })
            return await Create(creation, ct);
        var id = outcome is CommandOutcome<Refusal?>.Repeated repeated ? repeated.StreamId : creation.Id;
        var secret = outcome is CommandOutcome<Refusal?>.Repeated ? await FirstSecret(creation.Community, id, ct) : null;
        return SubscriptionResults.Of(outcome, (version, position) => Answer(creation with { Id = id }, command, secret, version, position, null));
    }

    // One that is there already is no more than there were.
    private static Decision<SubscriptionEvent> Decide(CreateSubscription command, Subscription state, SubscriptionsTooMany? full) =>
        full is not null && state.Status is SubscriptionStatus.Absent ? full : command.Decide(state);

    private static async Task<CreateSubscription> Sealed(
        Creation creation, Subscription before, SealedDraft draft, CancellationToken ct)
    {
        var (request, address) = (creation.Request, creation.Address);
        var (shown, addressId) = await draft.Address(request.Kind, address, before.Sink, before.Sealed.AddressId, ct);
        return new CreateSubscription(
            request.Name, shown, request.Kind, request.Types, request.IncludeImported, request.Filter, request.Language,
            request.QuietSeconds, request.Ordered, request.Mode, request.Handshake, request.Signature,
            [.. (request.Headers?.Keys ?? []).Order(StringComparer.Ordinal)], request.Target, addressId,
            await draft.Headers(request.Headers, before.Sealed.HeadersId, ct),
            await draft.Secret(request.Secret, before.Sealed.RobotSecretId, ct),
            request.Kind.IsSigned() && !before.Exists ? await draft.Signing(request.Signature, ct) : Guid.Empty);
    }

    private async Task<IResult> Created(
        Creation creation, CreateSubscription command, CommandOutcome<Refusal?>.Appended appended, CancellationToken ct)
    {
        var secret = await secrets.Find(creation.Community, creation.Id, command.SecretId, ct);
        var attempt = creation.Request.Test ? await test.Send(creation.Community, creation.Id, ct) : null;
        return Answer(creation, command, secret, appended.Version, appended.Position, attempt);
    }

    // A repeat of the very request shows the secret again, unless it was rotated since.
    private async Task<WebhookSecret?> FirstSecret(string community, Guid id, CancellationToken ct) =>
        (await desk.Load(community, id, ct)).State.Sealed.Signing is [var only]
            ? await secrets.Find(community, id, only.SecretId, ct)
            : null;

    private static Created<SubscriptionCreatedAnswer> Answer(
        Creation creation, CreateSubscription command, WebhookSecret? secret, long version, long position, Attempt? attempt)
    {
        IEnumerable<Warning> warnings = attempt is { Error: { } error }
            ? [.. creation.Warnings, new("sink.test_failed", $"The sink did not take the test message: {error}.", "sink")]
            : creation.Warnings;
        return TypedResults.Created(
            $"/api/communities/{creation.Community}/subscriptions/{creation.Id}",
            new SubscriptionCreatedAnswer(
                creation.Id, command.Name, command.Kind, command.Sink, SubscriptionStatus.Active, command.Types, command.IncludeImported,
                secret is { Pair: null } ? secret.ForReceiver() : null, secret?.Pair?.PublicText, version, position,
                attempt is null ? null : TestAnswer.Of(attempt), [.. warnings]));
    }

    private sealed record Creation(
        string Community, Guid Id, SubscriptionRequest Request, Uri Address, CommandOptions Options, IReadOnlyList<Warning> Warnings);
}
