using EventOps.Domain.Meetups;

namespace EventOps.Projections.History;

/// <summary>One stored fact and what it did.</summary>
/// <param name="Reason">Of the event itself, or of the command when the event has no room for it.</param>
public sealed record HistoryLine(Fact Fact, Deed Deed, string? Reason)
{
    /// <summary>A stream from its beginning, each fact once and in order.</summary>
    public static IEnumerable<HistoryLine> Of(IEnumerable<Fact> facts)
    {
        var was = Meetup.Initial;
        foreach (var fact in facts)
        {
            var now = was.Evolve(fact.Event);
            var deed = Deeds.Of(fact.Event, was, now);
            yield return new(fact, deed, deed.Reason ?? fact.Origin?.Reason);
            was = now;
        }
    }
}

/// <summary>Which facts are asked for; what is absent does not narrow.</summary>
/// <param name="Until">Exclusive.</param>
public sealed record HistoryFilter(
    IReadOnlySet<Type>? Types = null, string? By = null, NodaTime.Instant? Since = null, NodaTime.Instant? Until = null, Guid? Subject = null)
{
    public bool Takes(HistoryLine line) =>
        (Types is null || Types.Contains(line.Fact.Event.GetType()))
        && (By is null || line.Fact.Origin?.By == By)
        && (Since is null || line.Fact.At >= Since)
        && (Until is null || line.Fact.At < Until)
        && (Subject is not { } id || line.Deed.Subjects.Contains(id));
}
