using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.EventStore.Reading;
using NodaTime;

namespace EventOps.Server.Subscriptions;

/// <summary>Asks for a replay, for HTTP and the command line alike: a time becomes a position, and the end is never in the future.</summary>
internal sealed class Replays(SubscriptionDesk desk, Feed feed)
{
    public async Task<(ReplaySubscription Command, CommandOutcome<Refusal?> Outcome)> Run(
        string community, Guid id, Guid replayId, ReplayRequest request, CommandOptions options, CancellationToken ct)
    {
        var command = await CommandOf(community, replayId, request, ct);
        var outcome = await desk.Decide(community, id, command.Decide, options, ct);
        // What was asked for first stands, though the log has grown since.
        return outcome is CommandOutcome<Refusal?>.Repeated repeated
            && (await desk.Until(community, id, repeated.Version, ct))[^1] is SubscriptionReplayed first
                ? (new(first.ReplayId, first.FromPosition, first.UntilPosition, first.OnlyFailed), outcome)
                : (command, outcome);
    }

    /// <summary>The command that a request stands for now.</summary>
    public async Task<ReplaySubscription> CommandOf(string community, Guid replayId, ReplayRequest request, CancellationToken ct)
    {
        var head = await feed.Head(ct);
        var until = Math.Min(request.UntilPosition ?? head, head);
        var from = request.FromPosition
            ?? await feed.PositionAt(community, Since(request), ct) ?? until + 1;
        return new ReplaySubscription(replayId, from, until, request.OnlyFailed);
    }

    // Before 1970 nothing was recorded here, and not every instant is a time of .NET.
    private static DateTimeOffset Since(ReplayRequest request) =>
        Instant.Max(request.Since.GetValueOrDefault(), NodaConstants.UnixEpoch).ToDateTimeOffset();
}
