using EventOps.Domain.Meetups;
using EventOps.EventStore;

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
    public async Task<IReadOnlyList<Message>> Of(IReadOnlyList<RecordedEvent> events, CancellationToken ct)
    {
        var messages = new List<Message>(events.Count);
        foreach (var stream in events.Where(e => MessageTypes.Of(e.Type) is not null).GroupBy(e => new StreamKey(e.Tenant, e.StreamId)))
            messages.AddRange(await OfStream(stream.Key, [.. stream], ct));
        messages.Sort((a, b) => a.Position.CompareTo(b.Position));
        return messages;
    }

    private async Task<List<Message>> OfStream(StreamKey key, List<RecordedEvent> wanted, CancellationToken ct)
    {
        var folded = Recall(key, wanted[0].Version);
        var missing = wanted[^1].Version - folded.Version > wanted.Count
            ? await readStream(key, folded.Version, ct)
            : wanted;
        var asked = wanted.Select(e => e.Version).ToHashSet();
        var messages = new List<Message>(wanted.Count);
        foreach (var stored in missing.TakeWhile(e => e.Version <= wanted[^1].Version))
        {
            // What a newer version wrote changes a state that this version does not know either.
            if (!MeetupEvent.Names.Knows(stored.Type))
                continue;
            var happened = MeetupEvent.Names.Read(stored.Type, stored.Data);
            folded = new Folded(folded.Meetup.Evolve(happened), stored.Version);
            if (asked.Contains(stored.Version))
                messages.Add(writer.Write(stored, happened, folded.Meetup));
        }

        Remember(key, folded);
        return messages;
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
