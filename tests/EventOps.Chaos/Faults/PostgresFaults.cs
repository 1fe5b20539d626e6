using EventOps.Chaos.Arena;

namespace EventOps.Chaos.Faults;

/// <summary>The database dies as a whole, by one of its sessions, or loses sessions.</summary>
internal static class PostgresFaults
{
    private const string Writers = "query like '%insert into mt_events%' or query like '%eventops_deliveries%'";
    private const string Leaders = "pid in (select pid from pg_locks where locktype = 'advisory')";

    public static IEnumerable<Fault> Of(Cluster cluster)
    {
        yield return new("postgres killed", async (random, ct) =>
        {
            cluster.KillPostmaster();
            return $"kill -9 of the postmaster, then {await random.Hold(0.5, 4, ct)}";
        });
        yield return new("session killed", async (random, ct) =>
            await Session(cluster, random, ct) is { } pid ? Kill(pid) : null);
        yield return new("session frozen", (random, ct) => Freeze(cluster, random, ct));
        yield return new("writers terminated", (_, ct) => Terminate(cluster, Writers, ct));
        yield return new("leaders terminated", (_, ct) => Terminate(cluster, Leaders, ct));
        yield return new("all sessions terminated", (_, ct) => Terminate(cluster, "true", ct));
    }

    // One session killed by a signal takes all others down with it: PostgreSQL trusts its shared memory no more.
    private static string Kill(int pid)
    {
        Signals.KillNow(pid);
        return $"kill -9 of session {pid}";
    }

    private static async Task<string?> Freeze(Cluster cluster, Random random, CancellationToken ct)
    {
        if (await Session(cluster, random, ct) is not { } pid)
            return null;
        Signals.Freeze(pid);
        try
        {
            return $"SIGSTOP of session {pid} for {await random.Hold(0.5, 4, ct)}";
        }
        finally
        {
            Signals.Thaw(pid);
        }
    }

    private static async Task<int?> Session(Cluster cluster, Random random, CancellationToken ct)
    {
        var pids = await cluster.Direct.List(
            $"select pid from pg_stat_activity where {Cluster.OfServers} order by backend_start, pid", row => row.GetInt32(0), ct);
        return pids.Count == 0 ? null : random.One(pids);
    }

    private static async Task<string?> Terminate(Cluster cluster, string which, CancellationToken ct)
    {
        var ended = await cluster.Direct.Ask<long>(
            $"select count(pg_terminate_backend(pid)) from pg_stat_activity where {Cluster.OfServers} and ({which})", ct);
        return ended == 0 ? null : $"pg_terminate_backend of {ended}";
    }
}
