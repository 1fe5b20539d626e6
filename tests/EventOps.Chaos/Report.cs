using System.Text;
using EventOps.Chaos.Evidence;

namespace EventOps.Chaos;

/// <summary>What a run did and found, as Markdown that is readable as it stands.</summary>
internal static class Report
{
    private const int MostPerRule = 5;

    public static string Of(Outcome outcome)
    {
        var text = new StringBuilder();
        var (settings, found) = (outcome.Settings, outcome.Findings);
        text.AppendLine($"Seed {settings.Seed}, {settings.Servers} server(s), {settings.Clients} clients, {outcome.Took.TotalSeconds:0} s"
            + (settings.Durable ? "" : ", without durability"));
        text.AppendLine();
        Faults(text, outcome);
        text.AppendLine();
        Counts(text, outcome, found);
        text.AppendLine();
        text.AppendLine(outcome.Violations.Count == 0 ? "No promise was broken." : $"{outcome.Violations.Count} violations:");
        foreach (var rule in outcome.Violations.GroupBy(v => (v.Promise, v.Rule)))
        {
            text.AppendLine($"- promise {rule.Key.Promise}, {rule.Key.Rule}: {rule.Count()}");
            foreach (var violation in rule.Take(MostPerRule))
                text.AppendLine($"  - {violation.Evidence}");
        }

        if (!settings.Durable)
            text.AppendLine(outcome.IsAsExpected ? "The loss was seen, as it must be." : "The loss was NOT seen.");
        return text.ToString();
    }

    private static void Faults(StringBuilder text, Outcome outcome)
    {
        text.AppendLine("| fault | times |").AppendLine("| --- | ---: |");
        foreach (var kind in outcome.Faults.GroupBy(f => f.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
            text.AppendLine($"| {kind.Key} | {kind.Count()} |");
        foreach (var (kind, tries) in outcome.NeverDone)
            text.AppendLine($"| {kind} | never done, tried {tries} times |");
        text.AppendLine($"| **all** | {outcome.Faults.Count} |");
        foreach (var missing in outcome.Settings.Durable ? outcome.Missing : [])
            text.AppendLine($"| {missing.Kind} | cannot be done here: {missing.Why} |");
    }

    private static void Counts(StringBuilder text, Outcome outcome, Findings found)
    {
        var fates = found.Operations.ToLookup(o => o.Fate);
        void Line(string what, object value) => text.AppendLine($"| {what} | {value} |");
        text.AppendLine("| seen | |").AppendLine("| --- | --- |");
        Line("commands acknowledged, refused, unknown", $"{fates[Fate.Ok].Count()}, {fates[Fate.Failed].Count()}, {fates[Fate.Unknown].Count()}");
        Line("commands sent more than once", found.Operations.Count(o => o.Tries.Count > 1));
        Line("events in the log", found.Log.Count);
        Line("numbers that no event has", found.Log.Count == 0 ? 0 : found.Log[^1].Position - found.Log.Count);
        Line("events served to followers", found.Followers.Sum(f => f.Batches.Sum(b => b.Items.Count)));
        Line("pages read with minPosition", found.Pages.Count);
        Line("looks at checkpoints", found.Progress.Count);
        Line("rows compared with a rebuild", found.Rebuilt.Count);
        Line("deliveries; webhooks received", $"{found.Deliveries.Count}; {found.Received.Count}");
        Line("webhooks that came again", found.Received.Count - found.Received.DistinctBy(r => (r.Subscription, r.Id)).Count());
        Line("starts of each server", string.Join(", ", outcome.Starts));
        Line("connections cut inside a message, by server", string.Join(", ", outcome.Cuts));
        Line("lag 0 after the load ended, deliveries done after that", $"{found.Settlement.LagGone.TotalSeconds:0.0} s, {found.Settlement.DeliveriesDone.TotalSeconds:0.0} s");
        Line("answers", string.Join(", ", outcome.Answers.OrderByDescending(a => a.Value).Select(a => $"{a.Key}: {a.Value}")));
    }
}
