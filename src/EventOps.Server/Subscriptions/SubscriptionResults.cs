using System.Diagnostics;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;

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

    /// <summary>The subscription as it is after a change.</summary>
    public static async Task<IResult> Changed(
        HttpContext context, SubscriptionDesk desk, Guid id, CommandOutcome<Refusal?> outcome, IReadOnlyList<Warning> warnings)
    {
        var reached = outcome switch
        {
            CommandOutcome<Refusal?>.Appended appended => appended.Version,
            CommandOutcome<Refusal?>.Unchanged same => same.Version,
            CommandOutcome<Refusal?>.Repeated repeated => repeated.Version,
            _ => 0,
        };
        var state = await desk.At(Caller.Of(context).Community, id, reached, context.RequestAborted);
        return Of(outcome, (version, position) =>
        {
            context.Response.Headers.ETag = Preconditions.ETagOf(version);
            return TypedResults.Ok(SubscriptionAnswer.Of(id, state, version) with { Position = position, Warnings = [.. warnings] });
        });
    }
}
