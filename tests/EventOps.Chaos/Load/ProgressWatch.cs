using EventOps.Chaos.Arena;
using EventOps.Chaos.Evidence;
using Npgsql;

namespace EventOps.Chaos.Load;

/// <summary>Looks at checkpoints and rows several times a second, each look in one snapshot.</summary>
internal sealed class ProgressWatch(Cluster cluster, History history)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                foreach (var seen in await Look(stopping))
                    history.Progress.Enqueue(seen);
            }
            catch (Exception away) when (away is NpgsqlException or OperationCanceledException or TimeoutException or IOException)
            {
                // Under attack, like everybody: it looks again.
            }

            await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<List<ProgressSeen>> Look(CancellationToken ct) => cluster.Direct.List(
        "select p.name, c.last_seq_id, coalesce((select max(position) from eventops_rows r where r.projection = p.name), 0) " +
        "from eventops_projections p join mt_event_progression c on c.name = p.name || ':All'",
        row => new ProgressSeen(row.GetString(0), row.GetInt64(1), row.GetInt64(2)), ct);
}
