using EventOps.Chaos.Evidence;

namespace EventOps.Chaos.Checks;

/// <summary>Promise 1, first half: what was acknowledged is in the log exactly once, as it was answered.</summary>
internal static class AcknowledgedAppends
{
    public static IEnumerable<Violation> Of(Findings found)
    {
        var log = found.Log.ToLookup(e => e.Id);
        foreach (var operation in found.Operations)
        {
            var answers = operation.Tries.Select(t => t.Answer).OfType<Acknowledgement>().ToList();
            foreach (var answer in answers)
                foreach (var violation in Judge(operation, answer, log))
                    yield return violation;
            if (answers.Skip(1).FirstOrDefault(a => !a.SaysTheSame(answers[0])) is { } other)
                yield return new(1, "same key, same answer", $"{operation.Id} {operation.Command}: {answers[0]} and then {other}");
        }
    }

    private static IEnumerable<Violation> Judge(Operation operation, Acknowledgement answer, ILookup<Guid, LogEntry> log)
    {
        for (var i = 0; i < answer.Events.Count; i++)
        {
            var id = answer.Events[i];
            var stored = log[id].ToList();
            if (stored.Count != 1)
            {
                yield return new(
                    1, stored.Count == 0 ? "acknowledged is stored" : "stored once",
                    $"{operation.Id} {operation.Command}: event {id} of the answer (version {answer.Version}, position "
                    + $"{answer.Position}) is in the log {stored.Count} times");
                continue;
            }

            var version = answer.Version - answer.Events.Count + i + 1;
            var isLast = i == answer.Events.Count - 1;
            if (stored[0].Version != version || stored[0].Stream != operation.Stream || isLast && stored[0].Position != answer.Position)
                yield return new(
                    1, "stored as answered",
                    $"{operation.Id} {operation.Command}: event {id} was answered as version {version}, last position "
                    + $"{answer.Position} of {operation.Stream}, and is {stored[0]}");
        }
    }
}
