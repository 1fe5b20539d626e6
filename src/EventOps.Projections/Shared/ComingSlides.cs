using EventOps.Domain.Meetups;
using NodaTime;

namespace EventOps.Projections.Shared;

/// <summary>When scheduled slides come out, by the slots of one timetable. Reckoned for each view: no event tells of it.</summary>
internal sealed class ComingSlides(MeetupHeader meetup, IReadOnlyList<Talk> talks, IReadOnlyList<Slot> slots)
{
    /// <summary>The material with the moment of each scheduled deck, for organizers.</summary>
    public Material Dated(Material material) =>
        material with { Slides = [.. material.Slides.Select(deck => deck with { Due = DueOf(deck) })] };

    /// <summary>
    /// The next moment at which a talk, or for null the meetup, gets slides; a key that is not there gets none. All that the
    /// public is told: neither title nor link.
    /// </summary>
    public ILookup<Guid?, Instant?> Announced(Material material) => material.Slides
        .Select(deck => (deck.TalkId, Due: DueOf(deck))).Where(coming => coming.Due is not null).OrderBy(coming => coming.Due)
        .DistinctBy(coming => coming.TalkId).ToLookup(coming => coming.TalkId, coming => coming.Due);

    public static ComingSlides By(MeetupHeader meetup, Programme programme) => new(meetup, programme.Talks, programme.Slots);

    /// <summary>By what the public was shown, so that a page does not contradict itself or tell of a move before its time.</summary>
    public static ComingSlides By(MeetupHeader meetup, Programme programme, Timetable shown) => new(meetup, programme.Talks,
        [.. shown.Slots.Select(s => new Slot(s.SlotId, s.Kind, s.Talk?.TalkId, s.Title, s.Day, s.Start, s.End, s.Room, s.Track))]);

    private Instant? DueOf(DeckLink deck) => deck is { Status: SlidesStatus.Scheduled, AvailableFrom: { } from }
        ? Embargo.End(from, deck.TalkId, new(meetup.Start, meetup.End, meetup.Zone), meetup.Status, talks, slots)
        : null;
}
