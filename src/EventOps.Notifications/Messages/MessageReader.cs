using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Notifications.Merging;

namespace EventOps.Notifications.Messages;

/// <summary>
/// The messages of stored events, each with the meetup as that very event has made it. A stream is folded once for all of
/// its events in a batch, and where it was left is remembered: the next event of a lively meetup reads nothing.
/// </summary>
public sealed class MessageReader(MessageWriter writer, ReadStream readStream)
{
    private const int RememberedStreams = 256;

    private readonly Dictionary<StreamKey, Folded> remembered = [];
    private readonly Lock gate = new();

    /// <summary>The messages of those events that have one, in the order of the events.</summary>
    /// <param name="events">In the order of the feed; events that are no meetup's or unknown to this version are left out.</param>
    public async Task<IReadOnlyList<Message>> Of(IReadOnlyList<RecordedEvent> events, CancellationToken ct) =>
        [.. (await Facts(events, ct)).Select(fact => fact.Message)];

    /// <summary>The same messages with what they were made of.</summary>
    internal async Task<IReadOnlyList<Fact>> Facts(IReadOnlyList<RecordedEvent> events, CancellationToken ct)
    {
        var facts = new List<Fact>(events.Count);
        foreach (var stream in events.Where(e => MessageTypes.Of(e.Type) is not null).GroupBy(e => new StreamKey(e.Tenant, e.StreamId)))
            facts.AddRange(await OfStream(stream.Key, [.. stream], ct));
        facts.Sort((a, b) => a.Message.Position.CompareTo(b.Message.Position));
        return facts;
    }

    /// <summary>
    /// The one message that a row of facts about a thing comes to; null when the last has put everything back.
    /// </summary>
    /// <param name="last">The last of the row.</param>
    /// <param name="since">The position of the first.</param>
    /// <param name="count">How many there are.</param>
    internal async Task<Message?> Net(Fact last, long since, int count, CancellationToken ct)
    {
        var before = Meetup.Initial;
        foreach (var stored in await readStream(new(last.Stored.Tenant, last.Stored.StreamId), 0, ct))
        {
            if (!MeetupEvent.Names.Knows(stored.Type))
                continue;
            var happened = MeetupEvent.Names.Read(stored.Type, stored.Data);
            if (stored.Position == since)
                return Equals(last.Thing.In(before), last.Thing.In(last.After))
                    ? null
                    : writer.WriteMerged(last.Stored, NetFact.Of(happened, last.Happened, last.After), last.After, since, count);
            before = before.Evolve(happened);
        }

        throw new InvalidOperationException($"The stream of {last.Stored.Id} does not hold position {since}.");
    }

    /// <summary>Events of the past were rewritten: no meetup is remembered as they had made it.</summary>
    public void Forget()
    {
        lock (gate)
            remembered.Clear();
    }

    private async Task<List<Fact>> OfStream(StreamKey key, List<RecordedEvent> wanted, CancellationToken ct)
    {
        var folded = Recall(key, wanted[0].Version);
        var missing = wanted[^1].Version - folded.Version > wanted.Count
            ? await readStream(key, folded.Version, ct)
            : wanted;
        var asked = wanted.Select(e => e.Version).ToHashSet();
        var facts = new List<Fact>(wanted.Count);
        foreach (var stored in missing.TakeWhile(e => e.Version <= wanted[^1].Version))
        {
            // What a newer version wrote changes a state that this version does not know either.
            if (!MeetupEvent.Names.Knows(stored.Type))
                continue;
            var happened = MeetupEvent.Names.Read(stored.Type, stored.Data);
            folded = new Folded(folded.Meetup.Evolve(happened), stored.Version);
            if (asked.Contains(stored.Version))
                facts.Add(new Fact(stored, happened, folded.Meetup, writer.Write(stored, happened, folded.Meetup)));
        }

        Remember(key, folded);
        return facts;
    }

    private Folded Recall(StreamKey key, long before)
    {
        lock (gate)
            return remembered.TryGetValue(key, out var folded) && folded.Version < before ? folded : new(Meetup.Initial, 0);
    }

    // States are facts of the past, so none can be stale; a full memory starts afresh, which costs a read per stream.
    private void Remember(StreamKey key, Folded folded)
    {
        lock (gate)
        {
            if (remembered.Count >= RememberedStreams)
                remembered.Clear();
            remembered[key] = folded;
        }
    }

    private sealed record Folded(Meetup Meetup, long Version);
}

/// <summary>The stored events of one stream after a version, in order: <see cref="Streams.Read"/>.</summary>
public delegate Task<IReadOnlyList<RecordedEvent>> ReadStream(StreamKey key, long afterVersion, CancellationToken ct);
