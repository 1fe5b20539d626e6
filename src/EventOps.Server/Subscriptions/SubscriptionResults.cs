using System.Diagnostics;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Server.Hosting;

namespace EventOps.Server.Subscriptions;

/// <summary>Every way a command for a subscription can end, as an answer of HTTP.</summary>
internal static class SubscriptionResults
{
    public static IResult Of(CommandOutcome<Refusal?> outcome, Func<long, long, IResult> done) => outcome switch
    {
        CommandOutcome<Refusal?>.Appended appended => done(appended.Version, appended.Position),
        CommandOutcome<Refusal?>.Unchanged { Result: { } refusal } => Problems.Of(refusal),
        CommandOutcome<Refusal?>.Unchanged same => done(same.Version, same.Position),
        CommandOutcome<Refusal?>.Repeated repeated => done(repeated.Version, repeated.Position),
        CommandOutcome<Refusal?>.KeyReused => Problems.KeyReused(),
        CommandOutcome<Refusal?>.VersionMismatch stale => Problems.Stale("subscription", stale.Actual),
        CommandOutcome<Refusal?>.Contended => Problems.Contended("subscription"),
        _ => throw new UnreachableException(outcome.GetType().Name),
    };
}
