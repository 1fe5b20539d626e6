using EventOps.Chaos.Arena;

namespace EventOps.Chaos.Faults;

/// <summary>Servers that die, freeze and wake up again, or lose their sense of time.</summary>
internal static class ServerFaults
{
    // As by an operator, a broken battery and a wrong zone. A claim or a retry told by a clock that is ahead waits until that
    // time has come (docs/reliability.md), so forward it goes no further than the wait for rest is long.
    private static readonly int[] JumpsInSeconds = [-86_400, -3600, -300, -30, -2, 1, 5, 30, 60];

    public static IEnumerable<Fault> Of(IReadOnlyList<Node> nodes)
    {
        yield return new("server killed", (random, _) =>
        {
            var node = random.One(nodes);
            if (node.Pid is not { } pid)
                return Task.FromResult<string?>(null);
            Signals.KillNow(pid);
            return Task.FromResult<string?>($"kill -9 of server {node.Number}");
        });
        // Beyond 4 s its leases are taken over, and it wakes up as yesterday's leader.
        yield return new("server frozen", (random, ct) => Freeze(random, nodes, ct));
        if (nodes.Any(n => n.Clock is not null))
            yield return new("clock jumped", (random, ct) => Jump(random, [.. nodes.Where(n => n.Clock is not null)], ct));
    }

    private static async Task<string?> Freeze(Random random, IReadOnlyList<Node> nodes, CancellationToken ct)
    {
        var node = random.One(nodes);
        if (node.Pid is not { } pid)
            return null;
        Signals.Freeze(pid);
        try
        {
            return $"SIGSTOP of server {node.Number} for {await random.Hold(0.5, 8, ct)}, SIGCONT";
        }
        finally
        {
            Signals.Thaw(pid);
        }
    }

    private static async Task<string?> Jump(Random random, List<Node> nodes, CancellationToken ct)
    {
        var node = random.One(nodes);
        var ahead = TimeSpan.FromSeconds(random.One(JumpsInSeconds));
        node.Clock!.Set(ahead);
        try
        {
            return $"clock of server {node.Number} by {ahead.TotalSeconds:+0;-0} s for {await random.Hold(1.5, 5, ct)}";
        }
        finally
        {
            node.Clock.Set(TimeSpan.Zero);
        }
    }
}
