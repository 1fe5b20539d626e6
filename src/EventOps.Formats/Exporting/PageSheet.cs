using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.Agendas;
using EventOps.Projections.Recaps;
using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Formats.Exporting;

/// <summary>All that a Markdown page says of a meetup, whether it is an agenda or a recap.</summary>
/// <param name="IsRecap">Whether the recap is public.</param>
/// <param name="Told">The recap's summary.</param>
/// <param name="KnownSince">When what the page says became public; its date is never later.</param>
internal sealed record PageSheet(
    MeetupHeader Meetup, bool IsRecap, string? Told, ValueList<TimetableSlot> Slots, IReadOnlyList<RecapTalk> Talks,
    ValueList<DeckLink> Slides, ValueList<RecordingLink> Recordings, ValueList<Reference> References, ValueList<Photos> Photos,
    Instant KnownSince)
{
    public PageWords Words { get; } = PageWords.Of(Meetup.Language);

    public PageState State => Meetup.Status switch
    {
        MeetupStatus.Cancelled => PageState.Cancelled,
        MeetupStatus.Postponed => PageState.Postponed,
        _ when IsRecap => PageState.Recap,
        _ => Meetup.Registration is null ? PageState.None : PageState.Registration,
    };

    public static PageSheet Of(RecapView recap, Timetable held) => new(
        recap.Meetup, IsRecap: true, recap.Summary ?? recap.Meetup.Summary, held.Slots, [.. recap.Talks], recap.Slides, recap.Recordings,
        recap.References, recap.Photos, recap.PublishedAt ?? recap.UpdatedAt);

    /// <summary>A talk that was withdrawn since the release is left out, as the next release will.</summary>
    public static PageSheet Of(AgendaView agenda, Instant scheduledAt) => new(
        agenda.Meetup, IsRecap: false, Told: null,
        [.. agenda.Days.SelectMany(day => day.Slots).Where(slot => slot.Talk is not { Withdrawn: true }).Select(Slot)],
        [.. agenda.Days.SelectMany(day => day.Slots).Select(slot => slot.Talk).OfType<AgendaTalk>().Concat(agenda.Unplaced)
            .Where(talk => !talk.Withdrawn).DistinctBy(talk => talk.TalkId).Select(Talk)],
        [.. agenda.Slides.Where(deck => deck.TalkId is null)], [.. agenda.Recordings.Where(recording => recording.TalkId is null)], [], [],
        agenda.Release?.ReleasedAt ?? scheduledAt);

    private static TimetableSlot Slot(AgendaSlot slot) => new(
        slot.SlotId, slot.Kind, slot.Title, slot.Day, slot.Start, slot.End, slot.Room, slot.Track,
        slot.Talk is { } talk
            ? new(talk.TalkId, talk.Title, talk.Kind, talk.Abstract, talk.Takeaways, talk.Language, talk.Speakers)
            : null);

    private static RecapTalk Talk(AgendaTalk talk) => new(
        talk.TalkId, talk.Title, talk.Kind, talk.Abstract, talk.Takeaways, talk.Language, talk.Speakers, talk.Slides,
        talk.Recordings, References: []);
}
