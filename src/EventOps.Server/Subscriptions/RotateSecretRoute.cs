using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Subscriptions;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using NodaTime;

namespace EventOps.Server.Subscriptions;

/// <summary>Makes a new secret that signs and hands it out, once; the old ones sign along for a while.</summary>
internal sealed class RotateSecretRoute(
    SubscriptionDesk desk, SubscriptionSecrets secrets, Notifications.Secrets.SecretVault vault, TimeProvider time)
{
    public static Task<IResult> Run(HttpContext context, RotateSecretRoute route, Guid id) => route.Handle(context, id);

    private async Task<IResult> Handle(HttpContext context, Guid id)
    {
        var (request, options, problem) = await ConditionalBody.Read<RotateSecretRequest>(context, nameof(RotateSecret));
        if (request is null)
            return problem!;
        if (request.OverlapSeconds is < 0 or > RotateSecretRequest.Week)
            return Problems.Shape([new("overlapSeconds", "out_of_range", $"'overlapSeconds' must be a whole number from 0 to {RotateSecretRequest.Week}.")]);
        var ct = context.RequestAborted;
        var community = Caller.Of(context).Community;
        var before = (await desk.Load(community, id, ct)).State;
        if (!before.Exists)
            return Problems.Of(new SubscriptionNotFound());
        var command = new RotateSecret(SubscriptionIds.New(options!, id), Duration.FromSeconds(request.OverlapSeconds));
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (options!.DryRun)
            return await desk.Rehearse(community, id, state => command.Decide(state, now), options, [], ct);
        await secrets.Create(community, id, ct, command.SecretId, before.Signature);
        var outcome = await desk.Decide(community, id, state => command.Decide(state, now), options, ct);
        // A repeat finds the secret of the first under the same id, and must not take it away.
        if (outcome is CommandOutcome<Refusal?>.Unchanged { Result: not null } or CommandOutcome<Refusal?>.VersionMismatch
            or CommandOutcome<Refusal?>.Contended)
            await vault.Forget(community, id, [command.SecretId], ct);
        return await Answer(community, id, command, outcome, now, ct);
    }

    private async Task<IResult> Answer(
        string community, Guid id, RotateSecret command, CommandOutcome<Refusal?> outcome, Instant now, CancellationToken ct)
    {
        var secret = await secrets.Find(community, id, command.SecretId, ct);
        var reached = outcome is CommandOutcome<Refusal?>.Repeated repeated ? repeated.Version : long.MaxValue;
        var signing = (await desk.At(community, id, reached, ct)).Sealed.Signing;
        var older = signing.SkipWhile(s => s.SecretId != command.SecretId).Skip(1).FirstOrDefault();
        return SubscriptionResults.Of(outcome, (version, position) => TypedResults.Ok(new SecretRotatedAnswer(
            id, secret is { Pair: null } ? secret.ForReceiver() : null, secret?.Pair?.PublicText,
            older?.Until ?? now + command.Overlap, version, position)));
    }
}
