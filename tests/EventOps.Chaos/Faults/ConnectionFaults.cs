using EventOps.Chaos.Arena;
using Npgsql;

namespace EventOps.Chaos.Faults;

/// <summary>The way between servers and database: cut at any byte, silent, or crowded.</summary>
internal static class ConnectionFaults
{
    public static IEnumerable<Fault> Of(Cluster cluster, IReadOnlyList<Node> nodes)
    {
        yield return new("connection cut", (random, ct) => Cut(random, nodes, ct));
        yield return new("network silent", (random, ct) => Silence(random, nodes, ct));
        yield return new("pool exhausted", (random, ct) => Crowd(cluster, random, ct));
    }

    private static async Task<string?> Cut(Random random, IReadOnlyList<Node> nodes, CancellationToken ct)
    {
        var node = random.One(nodes);
        var said = new List<string>();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var direction = random.One([Direction.ToDatabase, Direction.ToServer]);
            // Most bytes are of statements on their way or of small answers: a long count falls anywhere among many.
            var bytes = random.Next(2) == 0 ? random.Next(200) : random.Next(20_000);
            node.Proxy.CutAfter(direction, bytes);
            said.Add($"{direction} after {bytes} bytes");
            await random.Hold(0.1, 0.6, ct);
        }

        return $"server {node.Number}: {string.Join(", ", said)}";
    }

    private static async Task<string?> Silence(Random random, IReadOnlyList<Node> nodes, CancellationToken ct)
    {
        var node = random.One(nodes);
        var reset = random.Next(2) == 0;
        node.Proxy.Stall();
        try
        {
            return $"nothing passes for server {node.Number} for {await random.Hold(0.5, 7, ct)}, then "
                + (reset ? "all its connections are reset" : "all of it passes");
        }
        finally
        {
            node.Proxy.Flow(reset);
        }
    }

    private static async Task<string?> Crowd(Cluster cluster, Random random, CancellationToken ct)
    {
        var held = new List<NpgsqlConnection>();
        try
        {
            while (await Another(cluster, ct) is { } connection)
                held.Add(connection);
            // Whoever loses a session now does not get another one.
            if (held.Count > 0)
                await held[0].Run("select count(pg_terminate_backend(pid)) from (select pid from pg_stat_activity "
                    + $"where {Cluster.OfServers} order by random() limit 3) as victims", ct);
            return $"{held.Count} sessions held, all that there were, for {await random.Hold(1, 5, ct)}";
        }
        finally
        {
            foreach (var connection in held)
                await connection.DisposeAsync();
        }
    }

    private static async Task<NpgsqlConnection?> Another(Cluster cluster, CancellationToken ct)
    {
        try
        {
            return await cluster.Direct.OpenConnectionAsync(ct);
        }
        catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            return null;
        }
    }
}
