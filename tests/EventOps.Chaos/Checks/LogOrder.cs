using EventOps.Chaos.Evidence;

namespace EventOps.Chaos.Checks;

/// <summary>Promise 2 on the log itself: positions and ids are unique, each stream's versions follow each other, and the feed
/// serves exactly that.</summary>
internal static class LogOrder
{
    public static IEnumerable<Violation> Of(Findings found)
    {
        var versions = new Dictionary<(string, Guid), long>();
        var before = 0L;
        foreach (var e in found.Log)
        {
            if (e.Position <= before)
                yield return new(2, "positions rise", $"after {before} comes {e}");
            before = e.Position;
            var version = versions.GetValueOrDefault((e.Tenant, e.Stream));
            if (e.Version != version + 1)
                yield return new(2, "versions follow each other", $"after version {version} of its stream comes {e}");
            versions[(e.Tenant, e.Stream)] = e.Version;
        }

        foreach (var twice in found.Log.GroupBy(e => e.Id).Where(g => g.Count() > 1))
            yield return new(2, "ids are unique", string.Join(" and ", twice));
        var log = found.Log.Select(e => (e.Position, e.Id)).ToList();
        if (!log.SequenceEqual(found.Feed))
            yield return new(2, "the feed is the log", $"{Difference(log, found.Feed)}");
    }

    private static string Difference(List<(long Position, Guid Id)> log, IReadOnlyList<(long Position, Guid Id)> feed)
    {
        var at = Enumerable.Range(0, Math.Min(log.Count, feed.Count)).FirstOrDefault(i => log[i] != feed[i], Math.Min(log.Count, feed.Count));
        return $"{log.Count} stored, {feed.Count} served; they part at item {at}: {log.ElementAtOrDefault(at)} stored, "
            + $"{feed.ElementAtOrDefault(at)} served";
    }
}
