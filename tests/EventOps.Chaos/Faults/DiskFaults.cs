using EventOps.Chaos.Arena;

namespace EventOps.Chaos.Faults;

/// <summary>The database's disk is full for a while. PostgreSQL may refuse statements, or die and not come back before there is room.</summary>
internal static class DiskFaults
{
    public static IEnumerable<Fault> Of(Volume volume, Cluster cluster)
    {
        yield return new("disk full", async (random, ct) =>
        {
            volume.Fill();
            var switched = false;
            try
            {
                // Without a new segment it could write on for long: the next byte of the log then needs room.
                if (random.Next(2) == 0)
                    switched = await Switch(cluster, ct);
                return $"{volume.Kind} without a free block for {await random.Hold(2, 7, ct)}{(switched ? ", the WAL at the end of its segments" : "")}";
            }
            finally
            {
                volume.Empty();
            }
        });
    }

    private static async Task<bool> Switch(Cluster cluster, CancellationToken ct)
    {
        try
        {
            for (var i = 0; i < 40; i++)
                await cluster.Direct.Execute("select pg_logical_emit_message(true, 'chaos', 'full'), pg_switch_wal()", ct);
            return true;
        }
        catch (Npgsql.NpgsqlException)
        {
            // It died of it: that is the fault.
            return true;
        }
    }
}
