using EventOps.Domain.Meetups;
using NodaTime;

namespace EventOps.Projections.History;

/// <summary>An event that made something so: which, when, by whom and why.</summary>
/// <param name="By"><c>unknown</c> when another program wrote it without saying.</param>
/// <param name="Command">The command, or the commands of a batch; the event's type when another program wrote it.</param>
public sealed record Cause(
    Guid EventId, string Type, long Version, long Position, Instant At, string By, string Command, string? Reason)
{
    internal static Cause Of(HistoryLine line)
    {
        var (fact, type) = (line.Fact, MeetupEvent.Names.NameOf(line.Fact.Event));
        return new(
            fact.Origin?.EventId ?? Guid.Empty, type, fact.Version, fact.Position, fact.At, fact.Origin?.By ?? "unknown",
            fact.Origin?.Command ?? type, line.Reason);
    }
}
