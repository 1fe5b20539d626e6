using System.Text;
using System.Text.Json;
using EventOps.Chaos.Arena;
using EventOps.Chaos.Evidence;

namespace EventOps.Chaos.Load;

/// <summary>
/// A reader that follows the community's feed by its cursor, each time at any node, and keeps what it was served. It ends
/// when told to and caught up with a position.
/// </summary>
internal sealed class FeedFollower(string name, IReadOnlyList<string> types, IReadOnlyList<Node> nodes, History history, int seed)
{
    private readonly Random random = new(seed);
    private readonly List<ServedBatch> batches = [];
    private long cursor;

    public string Name => name;

    /// <summary>The position it has read up to.</summary>
    public long Cursor => Volatile.Read(ref cursor);

    public async Task Run(CancellationToken stopping)
    {
        using var caller = new Caller();
        while (!stopping.IsCancellationRequested)
            if (!await Read(caller, stopping))
                await Task.Delay(random.Next(20, 120), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        history.Followers.Enqueue(new(name, types, batches));
    }

    /// <summary>Whether it was served anything.</summary>
    private async Task<bool> Read(Caller caller, CancellationToken stopping)
    {
        var wanted = types.Count == 0 ? "" : $"&types={string.Join(',', types)}";
        var path = $"/api/communities/{Node.Community}/events?after={cursor}&limit={random.Next(1, 200)}{wanted}";
        var reply = await caller.Get(nodes[random.Next(nodes.Count)], path, CancellationToken.None);
        history.Count($"feed {reply.Said}");
        if (reply.Status is not 200 || stopping.IsCancellationRequested && reply.Body.Length <= 2)
            return false;
        var next = NextOf(reply);
        var items = Items(reply.Body);
        if (items.Count > 0 || next != cursor)
            batches.Add(new(cursor, items, next));
        Volatile.Write(ref cursor, next);
        return items.Count > 0;
    }

    private static long NextOf(Reply reply)
    {
        var link = reply.Headers!.GetValues("Link").Single();
        var query = link.Split('<', '>')[1].Split('?')[1];
        return long.Parse(query.Split('&').Single(part => part.StartsWith("after=", StringComparison.Ordinal))["after=".Length..]);
    }

    // The bytes of each item as they stand in the array: they must be those of the webhook, too.
    private static List<ServedItem> Items(byte[] body)
    {
        using var array = JsonDocument.Parse(body);
        return [.. array.RootElement.EnumerateArray().Select(item => new ServedItem(
            long.Parse(item.GetProperty("sequence").GetString()!), item.GetProperty("id").GetGuid(),
            Digests.Of(Encoding.UTF8.GetBytes(item.GetRawText()))))];
    }
}
