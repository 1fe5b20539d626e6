using EventOps.Chaos.Arena;
using EventOps.Chaos.Evidence;

namespace EventOps.Chaos.Faults;

/// <summary>
/// All kinds of faults that this machine allows, drawn like cards: every kind comes once before one comes again.
/// </summary>
internal sealed class FaultDeck
{
    private readonly Random random;
    private readonly Queue<Fault> drawn = new();

    public FaultDeck(Stage stage, History history, Random random, string? only)
    {
        this.random = random;
        Kinds =
        [
            .. ServerFaults.Of(stage.Nodes), .. PostgresFaults.Of(stage.Cluster),
            .. ConnectionFaults.Of(stage.Cluster, stage.Nodes), .. ForeignWriters.Of(stage.Cluster, history),
            .. TableFaults.Of(stage.Cluster), .. stage.Volume is { } volume ? DiskFaults.Of(volume, stage.Cluster) : [],
        ];
        if (only is not null)
            Kinds = [.. Kinds.Where(fault => fault.Kind.Contains(only, StringComparison.OrdinalIgnoreCase))];
        Missing = [.. Why(stage)];
    }

    public IReadOnlyList<Fault> Kinds { get; }

    public IReadOnlyList<Impossible> Missing { get; }

    public Fault Draw()
    {
        if (drawn.Count == 0)
        {
            var shuffled = Kinds.ToArray();
            random.Shuffle(shuffled);
            foreach (var fault in shuffled)
                drawn.Enqueue(fault);
        }

        return drawn.Dequeue();
    }

    private static IEnumerable<Impossible> Why(Stage stage)
    {
        if (stage.Volume is null)
            yield return new("disk full", "a volume can only be mounted by root, and not in every container");
        if (stage.Nodes.All(n => n.Clock is null))
            yield return new("clock jumped", "libfaketime is not installed");
    }
}
