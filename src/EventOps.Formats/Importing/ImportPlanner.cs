using EventOps.Domain.Meetups;
using NodaTime;

namespace EventOps.Formats.Importing;

/// <summary>Compares what a page wants with what the meetup is, and plans only the difference.</summary>
public static class ImportPlanner
{
    /// <param name="current">The meetup folded from its stream; <see cref="Meetup.Initial"/> if there is none.</param>
    /// <param name="last">What this page said when it was imported last; without it, whatever differs is taken for an edit of the page.</param>
    public static ImportPlan Plan(ImportedPage page, Meetup current, ImportMemory? last = null)
    {
        if (page.Meetup is not { } draft)
            return new(Guid.Empty, "", [], page.Findings) { IsDraft = page.IsDraft };
        if (page.DuplicateOf is not null)
            return new(draft.MeetupId, draft.Slug, [], page.Findings) { Memory = last ?? ImportMemory.None };
        var findings = new Findings();
        var difference = new PlanDifference(draft, current, last ?? ImportMemory.None, findings);
        var (planned, meetup) = (new List<MeetupCommand>(), current);
        foreach (var wanted in draft.Wanted)
        {
            foreach (var command in difference.Of(wanted, meetup, planned))
            {
                var decision = command.Decide(meetup, Instant.MaxValue);
                if (decision.Refusal is { Code: var code, Message: var message })
                    findings.Warn(code, $"{message} It was left out.", 1, command.GetType().Name);
                if (decision.Events.Count == 0)
                    continue;
                planned.Add(command);
                meetup = decision.Events.Aggregate(meetup, (before, happened) => before.Evolve(happened));
            }
        }

        if (current.Exists)
            difference.TellWhatIsGone();
        return new(draft.MeetupId, draft.Slug, [.. planned], [.. page.Findings, .. findings.InOrder()]) { IsDraft = page.IsDraft, Memory = difference.Memory };
    }
}
