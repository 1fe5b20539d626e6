using System.Text.Json;
using EventOps.EventStore;
using EventOps.Projections;
using EventOps.Server.Projecting;

namespace EventOps.Server.History;

/// <summary>The stored events of one meetup, with who caused each and how: read from the stream itself, so never behind.</summary>
internal sealed class MeetupPast(Streams streams)
{
    /// <summary>Empty when there is no such meetup.</summary>
    public async Task<IReadOnlyList<PastEvent>> Read(string community, Guid meetupId, CancellationToken ct) =>
        [.. (await streams.Read(new(community, meetupId), 0, ct)).Select(PastEvent.Of)];

    public async Task<IReadOnlyList<Fact>> Facts(string community, Guid meetupId, CancellationToken ct) =>
        [.. (await streams.Read(new(community, meetupId), 0, ct)).Select(PastEvent.FactOf)];
}

/// <summary>One event as it is stored and as it is understood.</summary>
internal sealed record PastEvent(RecordedEvent Stored, Fact Fact)
{
    public JsonElement Data => JsonElement.Parse(Stored.Data.Span);

    public static PastEvent Of(RecordedEvent stored) => new(stored, FactOf(stored));

    public static Fact FactOf(RecordedEvent stored) => MeetupProjections.FactOf(stored) with
    {
        Origin = new(
            stored.Id, stored.User ?? "unknown", stored.Headers.GetValueOrDefault("command"), stored.CorrelationId,
            stored.Headers.GetValueOrDefault("reason")),
    };
}
