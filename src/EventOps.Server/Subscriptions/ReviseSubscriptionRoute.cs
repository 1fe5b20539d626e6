using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Secrets;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Server.Meetups.Commands;

namespace EventOps.Server.Subscriptions;

/// <summary>Changes what a request names and leaves the rest.</summary>
internal sealed class ReviseSubscriptionRoute(SubscriptionDesk desk, SecretVault vault, SinkCheck sinks)
{
    public static Task<IResult> Run(HttpContext context, ReviseSubscriptionRoute route, Guid id) => route.Handle(context, id);

    private async Task<IResult> Handle(HttpContext context, Guid id)
    {
        var (patch, options, problem) = await ConditionalBody.Read<SubscriptionPatch>(context, nameof(ReviseSubscription));
        if (patch is null)
            return problem!;
        var community = Caller.Of(context).Community;
        var before = (await desk.Load(community, id, context.RequestAborted)).State;
        if (!before.Exists)
            return Problems.Of(new SubscriptionNotFound());
        var (address, errors) = await Checked(patch, before, community, id, context.RequestAborted);
        if (errors.Count > 0)
            return Problems.Shape(errors);
        var (unfit, warning) = patch.Sink is null ? default : await sinks.Resolve(address!, context.RequestAborted);
        if (unfit is not null)
            return Problems.Shape([unfit]);
        var draft = new SealedDraft(vault, community, id);
        var command = await Sealed(patch, patch.Sink is null ? null : address, before, draft, context.RequestAborted);
        if (options!.DryRun)
        {
            await draft.Discard(context.RequestAborted);
            return await desk.Rehearse(community, id, command.Decide, options, warning is null ? [] : [warning], context.RequestAborted);
        }

        var outcome = await desk.Decide(community, id, command.Decide, options, context.RequestAborted);
        if (outcome is not CommandOutcome<Refusal?>.Appended)
            await draft.Discard(context.RequestAborted);
        return await SubscriptionResults.Changed(context, desk, id, outcome, warning is null ? [] : [warning]);
    }

    // What is not given is as it was, so that a target is held against the sink that stays, and a sink against the target.
    private async Task<(Uri? Address, IReadOnlyList<FieldError> Errors)> Checked(
        SubscriptionPatch patch, Subscription before, string community, Guid id, CancellationToken ct)
    {
        IReadOnlyList<FieldError> errors =
        [
            .. CommandReader.ErrorsOf(SubscriptionShapes.Patch.Validate(patch)),
            .. HeaderRules.Errors(patch.Headers),
            .. SinkCheck.Unfit(before.Kind, patch.Mode, patch.Handshake, SignatureScheme.V1, patch.Headers, patch.Secret),
        ];
        if (patch.Sink is null && patch.Target is null)
            return (null, errors);
        var sink = patch.Sink ?? await WholeSink(before, community, id, ct);
        var (address, unfit) = sinks.Read(
            before.Kind, sink, patch.Target ?? before.Settings.Target, (patch.Secret ?? before.Sealed.RobotSecretId as object) is not null);
        var relevant = unfit.Where(error => patch.Sink is not null || error.Path != "sink");
        return (address, [.. errors, .. relevant.Where(error => errors.All(e => e.Path != error.Path))]);
    }

    private async Task<string> WholeSink(Subscription before, string community, Guid id, CancellationToken ct) =>
        before.Sealed.AddressId is { } sealedId
            ? (await vault.Open(community, id, [sealedId], ct)).GetValueOrDefault(sealedId, before.Sink)
            : before.Sink;

    private static async Task<ReviseSubscription> Sealed(
        SubscriptionPatch patch, Uri? address, Subscription before, SealedDraft draft, CancellationToken ct)
    {
        var (shown, addressId) = address is null
            ? (null, null)
            : await draft.Address(before.Kind, address, before.Sink, before.Sealed.AddressId, ct);
        return new ReviseSubscription(
            patch.Name, patch.Types, patch.IncludeImported, patch.Filter, patch.Language, patch.QuietSeconds, patch.Ordered,
            patch.Mode, patch.Handshake, patch.Target, shown, addressId,
            patch.Headers is { } headers ? [.. headers.Keys.Order(StringComparer.Ordinal)] : (ValueList<string>?)null,
            await draft.Headers(patch.Headers, before.Sealed.HeadersId, ct),
            await draft.Secret(patch.Secret, before.Sealed.RobotSecretId, ct));
    }
}
