using EventOps.Chaos.Evidence;
using EventOps.Domain.Meetups;

namespace EventOps.Chaos.Checks;

/// <summary>
/// Promise 1, second half: what was not acknowledged is there whole or not at all, what was refused is not there, one key has
/// one effect, and nothing is there that nobody asked for.
/// </summary>
internal static class WholeOrAbsent
{
    public static IEnumerable<Violation> Of(Findings found)
    {
        var tries = found.Operations.SelectMany(o => o.Tries, (Operation, Try) => (Operation, Try))
            .ToDictionary(t => t.Try.Correlation);
        var byCorrelation = found.Log.ToLookup(e => e.Correlation ?? "");
        foreach (var stray in found.Log.Where(e => MeetupEvent.Names.Knows(e.Type)))
            if (stray.Correlation is null || !tries.ContainsKey(stray.Correlation))
                yield return new(1, "nothing out of nowhere", $"nobody asked for {stray}");
        foreach (var operation in found.Operations)
        {
            var effects = operation.Tries.Select(t => byCorrelation[t.Correlation].ToList()).Where(e => e.Count > 0).ToList();
            foreach (var violation in Judge(operation, effects))
                yield return violation;
        }
    }

    private static IEnumerable<Violation> Judge(Operation operation, List<List<LogEntry>> effects)
    {
        if (operation.Fate is Fate.Failed && effects.Count > 0)
            yield return new(1, "refused is absent", $"{operation.Id} {operation.Command} was refused "
                + $"({operation.Tries[^1].Said}) and stored {effects[0][0]}");
        if (effects.Count > 1)
            yield return new(1, "one effect", $"{operation.Id} {operation.Command}, key {operation.Key ?? "none"}, took effect "
                + $"{effects.Count} times: {string.Join(" and ", effects.Select(e => e[0]))}");
        foreach (var effect in effects.Where(effect => !IsWhole(operation, effect)))
            yield return new(1, "whole or not at all", $"{operation.Id} {operation.Command} appends "
                + $"{string.Join(", ", operation.Types)} to {operation.Stream}; stored is {string.Join(", ", effect)}");
    }

    private static bool IsWhole(Operation operation, List<LogEntry> effect) =>
        effect.Select(e => e.Type).SequenceEqual(operation.Types)
        && effect.All(e => e.Stream == operation.Stream)
        && effect.Zip(effect.Skip(1)).All(pair => pair.Second.Version == pair.First.Version + 1);
}
