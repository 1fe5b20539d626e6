using EventOps.Chaos.Arena;

namespace EventOps.Chaos.Faults;

/// <summary>
/// What the counter-proof does instead of faults: with commits that wait for no disk, it kills every process of PostgreSQL
/// moments after it acknowledged. Its WAL writer is held still before, as its delay of ten seconds allows it to be.
/// </summary>
internal static class Unplug
{
    private const int Times = 3;

    public static async Task<IReadOnlyList<Struck>> Run(
        Stage stage, Random random, Func<string, string, Struck> told, CancellationToken ct)
    {
        var struck = new List<Struck>();
        for (var i = 0; i < Times; i++)
        {
            await random.Hold(3, 4, ct);
            var writer = await stage.Cluster.Direct.List(
                "select pid from pg_stat_activity where backend_type = 'walwriter'", row => row.GetInt32(0), ct);
            foreach (var pid in writer)
                Signals.Freeze(pid);
            var time = await random.Hold(1, 2, ct);
            stage.Cluster.KillEverything();
            struck.Add(told("all of postgres killed", $"{time} after its last write of the WAL"));
            await Persistence.UntilDone(async () => await stage.Cluster.Direct.Ask<int>("select 1", ct));
        }

        return struck;
    }
}
