using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Projections.Agendas;

/// <summary>A talk of the agenda with its decks and recordings.</summary>
/// <param name="Withdrawn">It was taken off the programme after this release; the next one goes without it.</param>
/// <param name="SlidesFrom">In public: when the next scheduled slides come out, and no more of them than that.</param>
public sealed record AgendaTalk(
    Guid TalkId, string Title, TalkKind Kind, string? Abstract, ValueList<string> Takeaways, string? Language,
    ValueList<SpeakerLine> Speakers, bool Withdrawn, ValueList<DeckLink> Slides, ValueList<RecordingLink> Recordings,
    Instant? SlidesFrom = null);

public sealed record AgendaSlot(
    Guid SlotId, SlotKind Kind, string? Title, int Day, LocalDate Date, LocalTime Start, LocalTime End, Instant StartInstant,
    Instant EndInstant, string? Room, string? Track, AgendaTalk? Talk);

public sealed record AgendaDay(int Day, LocalDate Date, ValueList<AgendaSlot> Slots);

/// <summary>The agenda as pages show it and the API answers it.</summary>
/// <param name="Draft">Whether it is not published as it stands here.</param>
/// <param name="Release">The release shown, or for a draft the one it starts from; absent before the first.</param>
/// <param name="Changed">Only in a draft: whether it was touched since the last release.</param>
/// <param name="Days">Empty until something is released.</param>
/// <param name="Unplaced">Talks without a slot, in the order added.</param>
/// <param name="Slides">The meetup's own decks, and those of talks that are not listed (yet).</param>
/// <param name="Recordings">As with the slides.</param>
/// <param name="RecapIsPublic">Whether there is a recap to go on to.</param>
/// <param name="SlidesFrom">In public: when the meetup's own scheduled slides come out.</param>
public sealed record AgendaView(
    MeetupHeader Meetup, bool Draft, ReleaseNote? Release, bool? Changed, ValueList<AgendaDay> Days,
    ValueList<AgendaTalk> Unplaced, ValueList<DeckLink> Slides, ValueList<RecordingLink> Recordings,
    ValueList<ReleaseNote> Releases, bool RecapIsPublic, long Version, long Position, Instant UpdatedAt,
    Instant? SlidesFrom = null)
{
    internal static AgendaView OfRelease(AgendaPage page)
    {
        var live = page.Working.LiveTalks();
        var timetable = page.Released?.Timetable ?? Timetable.Empty;
        // A withdrawn talk keeps its decks for as long as the release shows it: they were published openly, and taking them
        // back has a command of its own. Once it left the release, they leave with it.
        var coming = ComingSlides.By(page.Meetup, page.Working, timetable).Announced(page.Material);
        return new AgendaOverlay(page.Meetup, page.Material.Published(), live, coming)
            .View(page, timetable, besides: talkId => live.Contains(talkId));
    }

    /// <summary>What took place, for pages that only a public recap opens: the programme as it stands, whatever was announced.</summary>
    internal static AgendaView AsHeld(AgendaPage page) =>
        new AgendaOverlay(page.Meetup, page.Material.Published(), page.Working.LiveTalks())
            .View(page, Timetable.Of(page.Working), besides: _ => false);

    internal static AgendaView OfDraft(AgendaPage page) =>
        new AgendaOverlay(page.Meetup, ComingSlides.By(page.Meetup, page.Working).Dated(page.Material), page.Working.LiveTalks())
            .View(page, Timetable.Of(page.Working), besides: _ => true) with
        { Draft = true, Changed = page.Changed };

    internal static AgendaView OfPreview(AgendaPage page) =>
        new AgendaOverlay(
            page.Meetup, page.Material.Published(), page.Working.LiveTalks(), ComingSlides.By(page.Meetup, page.Working).Announced(page.Material))
            .View(page, Timetable.Of(page.Working), besides: _ => true) with
        { Draft = true };
}
