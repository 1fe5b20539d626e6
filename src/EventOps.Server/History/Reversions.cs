using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Server.Meetups;

namespace EventOps.Server.History;

/// <summary>Gives reversions what they go back to. A version of a stream never changes, so this is no part of the decision.</summary>
internal static class Reversions
{
    public static async Task<MeetupRequest> WithPast(this MeetupRequest request, Streams streams, CancellationToken ct)
    {
        if (!request.Commands.OfType<RevertTo>().Any())
            return request;
        var events = await streams.Read(new(request.Community, request.MeetupId), 0, ct);
        return request with
        {
            Commands = [.. request.Commands.Select(command => command is RevertTo revert ? revert.Knowing(At(events, revert.Version)) : command)],
            Options = request.Options with { Metadata = Reasoned(request.Options.Metadata, request.Commands.OfType<RevertTo>().First()) },
        };
    }

    // Many of the events that a reversion comes to have no room for a reason; all of them have headers.
    private static AppendMetadata Reasoned(AppendMetadata metadata, RevertTo revert) => metadata with
    {
        Headers = new Dictionary<string, string>(metadata.Headers, StringComparer.Ordinal) { ["reason"] = revert.Reason },
    };

    private static Meetup? At(IReadOnlyList<RecordedEvent> events, long version) => version > events.Count
        ? null
        : events.TakeWhile(e => e.Version <= version).Aggregate(Meetup.Initial, (meetup, e) => meetup.Evolve(MeetupEvent.Names.Read(e.Type, e.Data)));
}
