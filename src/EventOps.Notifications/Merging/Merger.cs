using EventOps.Notifications.Messages;
using Npgsql;

namespace EventOps.Notifications.Merging;

/// <summary>
/// Makes fewer, better messages before they are written: what still waits about the same thing goes into the newest, and
/// what is taken back before anybody heard of it is not told at all.
/// </summary>
internal sealed class Merger(MessageReader messages)
{
    /// <summary>Merges deliveries about to be written, in the order of the feed, with each other and with those that wait.</summary>
    /// <returns>What waited and waits no longer, and who says it now: null for nobody.</returns>
    public async Task<IReadOnlyList<(WaitingRow Row, long? Into)>> Merge(
        IReadOnlyList<Telling> tellings, NpgsqlConnection connection, CancellationToken ct)
    {
        var keys = tellings.Where(t => t.Follows || t.IsRetraction).Select(WaitingKey.Of).ToHashSet();
        if (keys.Count == 0)
            return [];
        var waiting = await WaitingRows.Lock(connection, keys, ct);
        var gone = new List<(WaitingRow Row, Telling By)>();
        foreach (var telling in tellings.Where(t => t.Thing is not null && t.Waits))
            if (waiting.TryGetValue(WaitingKey.Of(telling), out var open))
                Meet(telling, open, gone);

        foreach (var merged in tellings.Where(t => t is { Waits: true, Since: not null, To.IsSite: false }))
        {
            merged.Own = await messages.Net(merged.Fact, merged.Since!.Value, merged.Facts, ct);
            if (merged.Own is null)
                merged.Merge(into: null);
        }

        return gone.ConvertAll(g => (g.Row, g.By.SaidAt()));
    }

    private static void Meet(Telling telling, Waiting open, List<(WaitingRow Row, Telling By)> gone)
    {
        if (telling.IsRetraction && !open.WasTold)
        {
            Swallow(telling, open, gone);
            telling.Merge(into: null);
            return;
        }

        if (telling.Follows)
            Swallow(telling, open, gone);
        open.Tellings.Add(telling);
    }

    private static void Swallow(Telling telling, Waiting open, List<(WaitingRow Row, Telling By)> gone)
    {
        foreach (var row in open.Rows)
        {
            telling.Follow(row.Since, row.Facts, row.Latest);
            gone.Add((row, telling));
        }

        foreach (var earlier in open.Tellings)
        {
            telling.Follow(earlier.Since ?? earlier.Position, earlier.Facts, earlier.Latest);
            earlier.Merge(telling);
        }

        open.Rows.Clear();
        open.Tellings.Clear();
    }
}
