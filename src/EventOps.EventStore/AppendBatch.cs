using System.Threading.Channels;

namespace EventOps.EventStore;

/// <summary>
/// Gathers what waits into one batch, in order of arrival. A second append to a stream, or with a key, that is already in
/// the batch is held back for the next one: one statement updates a row once, and only a stored version can be built upon.
/// </summary>
internal sealed class AppendBatch
{
    private readonly List<PendingAppend> heldBack = [];
    private readonly HashSet<StreamKey> streams = [];
    private readonly HashSet<(string Tenant, string Key)> keys = [];
    private int events;
    private int bytes;

    public List<PendingAppend> Appends { get; } = [];

    public bool HasHeldBack => heldBack.Count > 0;

    public void Gather(ChannelReader<PendingAppend> queue)
    {
        Appends.Clear();
        streams.Clear();
        keys.Clear();
        events = bytes = 0;

        var waiting = heldBack.ToArray();
        heldBack.Clear();
        foreach (var append in waiting)
            Take(append);
        // Held back without bound, a flood on one stream would empty the bounded queue into this list.
        while (!Full && heldBack.Count < AppendLimits.BatchAppends && queue.TryRead(out var append))
            Take(append);
    }

    private bool Full => Appends.Count >= AppendLimits.BatchAppends || events >= AppendLimits.BatchEvents
        || bytes >= AppendLimits.BatchBytes;

    private void Take(PendingAppend append)
    {
        if (append.Withdrawn)
            return;
        if (Full || streams.Contains(append.Stream)
            || (append.Key is { } key && !keys.Add((append.Stream.Tenant, key.Key))))
        {
            heldBack.Add(append);
            return;
        }

        streams.Add(append.Stream);
        Appends.Add(append);
        events += append.Events.Count;
        bytes += append.Bytes;
    }
}
