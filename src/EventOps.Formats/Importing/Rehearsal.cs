using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Formats.Importing;

/// <summary>
/// Decides each wanted command on a meetup that starts from nothing. What the rules refuse is not wanted, and what they
/// refuse or warn of becomes a finding at its line: the page is judged by the same rules as an organizer.
/// </summary>
internal sealed class Rehearsal(Findings findings)
{
    private readonly List<MeetupCommand> accepted = [];
    private Meetup meetup = Meetup.Initial;

    public ValueList<MeetupCommand> Accepted => [.. accepted];

    /// <summary>Whether the rules let the command pass as it is.</summary>
    public bool Accepts(MeetupCommand command) => command.Decide(meetup, Instant.MaxValue).Refusal is null;

    public bool Take(MeetupCommand command, int line, FindingSeverity refused = FindingSeverity.Warning, bool warn = true)
    {
        var decision = command.Decide(meetup, Instant.MaxValue);
        foreach (var warning in warn ? decision.Warnings : [])
            findings.Warn(warning.Code, warning.Message, line);
        if (decision.Refusal is { Code: var code, Message: var message })
        {
            if (refused is FindingSeverity.Error)
                findings.Error(code, message, line);
            else
                findings.Warn(code, $"{message} It was left out.", line);
            return false;
        }

        meetup = decision.Events.Aggregate(meetup, (before, happened) => before.Evolve(happened));
        if (decision.Events.Count > 0)
            accepted.Add(command);
        return true;
    }
}
