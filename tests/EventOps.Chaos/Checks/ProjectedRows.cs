using EventOps.Chaos.Evidence;

namespace EventOps.Chaos.Checks;

/// <summary>Promises 3 and 4: checkpoints only rise, rows are never ahead of them, and rebuilt equals live byte for byte.</summary>
internal static class ProjectedRows
{
    public static IEnumerable<Violation> Of(Findings found) => Checkpoints(found).Concat(Rows(found));

    private static IEnumerable<Violation> Checkpoints(Findings found)
    {
        var last = new Dictionary<string, long>();
        foreach (var seen in found.Progress)
        {
            if (seen.Checkpoint < last.GetValueOrDefault(seen.Projection))
                yield return new(3, "checkpoints rise", $"{seen.Projection} fell from {last[seen.Projection]} to {seen.Checkpoint}");
            if (seen.HighestRow > seen.Checkpoint)
                yield return new(3, "rows move with their checkpoint",
                    $"a row of {seen.Projection} is at {seen.HighestRow}, the checkpoint at {seen.Checkpoint}");
            last[seen.Projection] = seen.Checkpoint;
        }
    }

    private static IEnumerable<Violation> Rows(Findings found)
    {
        var live = found.Rows.ToLookup(r => (r.Projection, r.Key));
        var rebuilt = found.Rebuilt.ToLookup(r => (r.Projection, r.Key));
        foreach (var key in live.Select(g => g.Key).Union(rebuilt.Select(g => g.Key)))
            if (!live[key].SequenceEqual(rebuilt[key]))
                yield return new(4, "rebuilt equals live", $"live {Text(live[key])}, rebuilt {Text(rebuilt[key])}");
    }

    private static string Text(IEnumerable<ProjectedRow> rows) =>
        string.Join(" and ", rows) is { Length: > 0 } text ? text : "nothing";
}
