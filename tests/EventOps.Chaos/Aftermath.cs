using System.Diagnostics;
using EventOps.Chaos.Arena;
using EventOps.Chaos.Evidence;
using EventOps.Chaos.Load;
using Npgsql;

namespace EventOps.Chaos;

/// <summary>After the last fault: waits, without lending a hand, until all readers and deliveries have come to the end of the log.</summary>
internal sealed class Aftermath(Stage stage, IReadOnlyList<FeedFollower> followers)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <param name="lagLimit">How long projections and followers may take.</param>
    /// <param name="deliveryLimit">How long deliveries may take: a dead node's claims run out after a minute.</param>
    public async Task<Settlement> Wait(TimeSpan lagLimit, TimeSpan deliveryLimit, CancellationToken ct)
    {
        var (lagGone, behind) = await Until(Behind, lagLimit, ct);
        var (deliveriesDone, pending) = await Until(Pending, deliveryLimit, ct);
        return new Settlement(lagGone, deliveriesDone, [.. behind, .. pending]);
    }

    /// <summary>Asks until nobody is named any more; who is named at the end of the limit is stuck.</summary>
    private static async Task<(TimeSpan, List<string>)> Until(
        Func<CancellationToken, Task<List<string>>> who, TimeSpan limit, CancellationToken ct)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            List<string> named;
            try
            {
                named = await who(ct);
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
            {
                named = [$"the database is not back: {away.Message}"];
            }

            if (named.Count == 0 || Stopwatch.GetElapsedTime(since) > limit)
                return (Stopwatch.GetElapsedTime(since), named);
            await Task.Delay(Look, ct);
        }
    }

    private async Task<List<string>> Behind(CancellationToken ct)
    {
        var head = await stage.Cluster.Direct.Ask<long>("select coalesce(max(seq_id), 0) from mt_events", ct);
        var behind = await stage.Cluster.Direct.List(
            "select p.name, coalesce(c.last_seq_id, 0), p.state, coalesce(p.error, '') from eventops_projections p " +
            "left join mt_event_progression c on c.name = p.name || ':All'",
            row => (Name: row.GetString(0), At: row.GetInt64(1), State: $"{row.GetString(2)} {row.GetString(3)}"), ct);
        return
        [
            .. behind.Where(p => p.At < head).Select(p => $"projection {p.Name} is at {p.At} of {head}: {p.State}"),
            .. followers.Where(f => f.Cursor < head).Select(f => $"follower {f.Name} is at {f.Cursor} of {head}"),
        ];
    }

    private Task<List<string>> Pending(CancellationToken ct) => stage.Cluster.Direct.List(
        "select position, attempts, due - now(), claim_id is not null, (select string_agg(coalesce(error, status::text), ', ' order by number) " +
        "from eventops_delivery_attempts a where a.delivery_id = d.id) from eventops_deliveries d where state = 'pending' order by position limit 20",
        row => $"the delivery of position {row.GetInt64(0)} waits after {row.GetInt32(1)} attempts ({(row.IsDBNull(4) ? "none ended" : row.GetString(4))}), "
            + $"{(row.GetBoolean(3) ? "claimed" : "free")}, due in {row.GetTimeSpan(2)}", ct);
}
