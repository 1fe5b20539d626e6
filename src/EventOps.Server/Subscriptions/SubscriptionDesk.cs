using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Subscriptions;
using EventOps.Server.Meetups;

namespace EventOps.Server.Subscriptions;

/// <summary>Carries out the commands of subscriptions. Each is a stream; its secrets are sealed beside the log.</summary>
internal sealed class SubscriptionDesk(Streams streams)
{
    /// <summary>The subscription as it is, whether it is there or not.</summary>
    public Task<LoadedStream<Subscription>> Load(string community, Guid id, CancellationToken ct) =>
        streams.Load(SubscriptionStream.Definition, new(community, id), ct);

    public Task<CommandOutcome<Refusal?>> Decide(
        string community, Guid id, Func<Subscription, Decision<SubscriptionEvent>> decide, CommandOptions options, CancellationToken ct) =>
        SubscriptionStream.Decide(streams, community, id, decide, options, ct);

    /// <summary>The subscription as a change left it, whatever came after, so that a repeat gets the answer of the first.</summary>
    public async Task<Subscription> At(string community, Guid id, long version, CancellationToken ct) =>
        (await Until(community, id, version, ct)).Aggregate(Subscription.Initial, (state, e) => state.Evolve(e));

    /// <summary>The events up to a version.</summary>
    public async Task<IReadOnlyList<SubscriptionEvent>> Until(string community, Guid id, long version, CancellationToken ct) =>
        [.. (await streams.Read(new(community, id), 0, ct)).TakeWhile(e => e.Version <= version)
            .Select(e => SubscriptionEvent.Names.Read(e.Type, e.Data))];

    /// <summary>What would come of a change.</summary>
    public async Task<IResult> Rehearse(
        string community, Guid id, Func<Subscription, Decision<SubscriptionEvent>> decide, CommandOptions options,
        IReadOnlyList<Warning> warnings, CancellationToken ct)
    {
        var decided = Decision<SubscriptionEvent>.Nothing;
        var outcome = await Decide(community, id, state => decided = decide(state), options, ct);
        return SubscriptionResults.Of(outcome, (version, position) => TypedResults.Ok(new SubscriptionDryRun(
            id, version, position, [.. decided.Events.Select(Named)], [.. warnings])));
    }

    private static DecidedEvent Named(SubscriptionEvent happened)
    {
        var (type, data) = SubscriptionEvent.Names.Write(happened);
        return new(type, JsonElement.Parse(data.Span));
    }
}
