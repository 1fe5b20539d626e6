using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Projections.Agendas;

/// <summary>Lays what never waits for a release over a timetable: dates, withdrawals, decks, recordings.</summary>
internal sealed class AgendaOverlay(
    MeetupHeader meetup, Material material, HashSet<Guid> liveTalks, ILookup<Guid?, Instant?>? coming = null)
{
    private readonly ILookup<Guid?, DeckLink> slides = material.Slides.ToLookup(deck => deck.TalkId);
    private readonly ILookup<Guid?, RecordingLink> recordings = material.Recordings.ToLookup(recording => recording.TalkId);

    /// <param name="besides">Whether the material of a talk that is not listed stands beside the list.</param>
    public AgendaView View(AgendaPage page, Timetable timetable, Func<Guid, bool> besides)
    {
        var listed = timetable.Talks().Select(talk => talk.TalkId).ToHashSet();
        return new(
            meetup, Draft: false, page.Released?.Note, Changed: null,
            [.. timetable.Slots.GroupBy(slot => slot.Day, (day, slots) =>
                new AgendaDay(day, meetup.DateOf(day), [.. slots.Select(Slot)]))],
            [.. timetable.Unplaced.Select(Talk)],
            [.. material.Slides.Where(deck => Beside(deck.TalkId))],
            [.. material.Recordings.Where(recording => Beside(recording.TalkId))],
            page.Releases, page.RecapIsPublic, page.Version, page.Position, page.UpdatedAt,
            coming?[null].FirstOrDefault());

        bool Beside(Guid? talkId) => talkId is not { } id || (!listed.Contains(id) && besides(id));
    }

    private AgendaSlot Slot(TimetableSlot slot)
    {
        var date = meetup.DateOf(slot.Day);
        return new(
            slot.SlotId, slot.Kind, slot.Title, slot.Day, date, slot.Start, slot.End,
            Moments.At(meetup.Zone, date.At(slot.Start)), Moments.At(meetup.Zone, date.At(slot.End)),
            slot.Room, slot.Track, slot.Talk is { } talk ? Talk(talk) : null);
    }

    private AgendaTalk Talk(TalkCard talk) => new(
        talk.TalkId, talk.Title, talk.Kind, talk.Abstract, talk.Takeaways, talk.Language, talk.Speakers,
        Withdrawn: !liveTalks.Contains(talk.TalkId), [.. slides[talk.TalkId]], [.. recordings[talk.TalkId]],
        coming?[talk.TalkId].FirstOrDefault());
}
