using EventOps.Domain.Meetups;
using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Projections.History;

/// <summary>
/// A moment of a meetup's past: a position, an instant, or a local time in the zone that the meetup has now. What counts is
/// all that was stored up to and including it; a moment to come is now.
/// </summary>
public sealed record PointInTime(long? Position = null, Instant? Instant = null, LocalDateTime? Local = null)
{
    /// <summary>The moment of a release; null when there is none of that number.</summary>
    public static PointInTime? OfRelease(IEnumerable<Fact> facts, int number) =>
        facts.FirstOrDefault(fact => fact.Event is AgendaPublished e && e.Release == number) is { } released
            ? new(Position: released.Position)
            : null;

    /// <summary>The facts up to this moment; none when the meetup was not scheduled by then.</summary>
    public IReadOnlyList<Fact> Of(IReadOnlyList<Fact> facts)
    {
        if (Position is { } position)
            return [.. facts.TakeWhile(fact => fact.Position <= position)];
        var moment = Instant ?? At(ZoneOf(facts), Local!.Value);
        // Clocks of several servers differ a little; what came after a later fact cannot have been there before it.
        return [.. facts.TakeWhile(fact => fact.At <= moment)];
    }

    // At the calendar's ends a local time is no moment in some zones; nothing was stored then anyway.
    private static Instant At(string zone, LocalDateTime local) => local.Year switch
    {
        < 1 => NodaTime.Instant.MinValue,
        > 9000 => NodaTime.Instant.MaxValue,
        _ => Moments.At(zone, local),
    };

    private static string ZoneOf(IReadOnlyList<Fact> facts) => facts.Select(fact => fact.Event switch
    {
        EventScheduled e => e.Zone,
        EventRescheduled e => e.Zone,
        _ => null,
    }).LastOrDefault(zone => zone is not null) ?? "UTC";
}
