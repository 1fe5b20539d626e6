using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.EventStore.Projecting;

namespace EventOps.Server.Embargoes;

/// <summary>
/// Keeps which slides come out when. A meetup is folded only while slides of it are scheduled, from its own events up to
/// those of the batch: the rule of when is the Domain's, and nothing of it is written twice.
/// </summary>
internal sealed class EmbargoSchedule(Streams streams) : IProjection
{
    private static readonly string Scheduling = MeetupEvent.Names.NameOf(typeof(SlidesScheduled));

    public string Name => "embargoes";

    /// <summary>What is scheduled comes out in minutes or days.</summary>
    public TimeSpan Pace => TimeSpan.FromMilliseconds(250);

    public async Task Apply(IReadOnlyList<RecordedEvent> events, ProjectionTransaction transaction, CancellationToken ct)
    {
        var table = new EmbargoTable(transaction.Connection);
        var meetups = events.Where(e => MeetupEvent.Names.Knows(e.Type)).GroupBy(e => new StreamKey(e.Tenant, e.StreamId)).ToList();
        var waiting = await table.Waiting([.. meetups.Select(meetup => meetup.Key)], ct);
        foreach (var meetup in meetups.Where(meetup => waiting.Contains(meetup.Key) || meetup.Any(e => e.Type == Scheduling)))
        {
            var last = meetup.Max(e => e.Version);
            var past = (await streams.Read(meetup.Key, 0, ct)).TakeWhile(e => e.Version <= last);
            await table.Write(meetup.Key, EmbargoRow.Of(meetup.Key, past), ct);
        }
    }
}
