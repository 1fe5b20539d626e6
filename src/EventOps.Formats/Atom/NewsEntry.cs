using EventOps.Domain.Meetups;
using EventOps.Projections.Catalogue;
using NodaTime;

namespace EventOps.Formats.Atom;

/// <summary>Something that happened and that everybody may hear of.</summary>
/// <param name="EventId">The stored event's.</param>
/// <param name="At">When it was stored.</param>
/// <param name="Meetup">As it is now.</param>
public sealed record NewsEntry(Guid EventId, Instant At, MeetupEvent Event, CatalogueLine Meetup)
{
    /// <summary>The stored names of the events that are news.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "event_scheduled", "event_rescheduled", "event_relocated", "event_postponed", "event_cancelled", "event_reinstated",
        "agenda_published", "slides_published", "slides_replaced", "slides_withdrawn", "recording_added", "recap_published",
    ];

    /// <summary>What happened to slides that nobody has seen is nobody's news.</summary>
    public static bool IsNews(MeetupEvent happened) => happened switch
    {
        SlidesReplaced e => e.Published,
        SlidesWithdrawn e => e.Published,
        _ => true,
    };
}
