using EventOps.Chaos.Arena;

namespace EventOps.Chaos.Faults;

/// <summary>Tables that are locked for a while, as by a migration or a vacuum full of somebody else's.</summary>
internal static class TableFaults
{
    private static readonly string[] Tables =
        ["mt_events", "mt_streams", "mt_event_progression", "eventops_rows", "eventops_deliveries", "eventops_idempotency_keys"];

    public static IEnumerable<Fault> Of(Cluster cluster)
    {
        yield return new("table locked", async (random, ct) =>
        {
            var table = random.One(Tables);
            await using var connection = await cluster.Direct.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await connection.Run($"set local lock_timeout = '5s'; lock table {table} in access exclusive mode", ct);
            return $"{table} for {await random.Hold(0.5, 5, ct)}";
        });
    }
}
