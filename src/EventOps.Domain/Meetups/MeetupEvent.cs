using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>What happened at a meetup. These names and fields are on disk: add, never change.</summary>
public abstract record MeetupEvent
{
    private protected MeetupEvent()
    {
    }

    /// <summary>The stored name of each event; the past tense of what became true.</summary>
    public static EventNames<MeetupEvent> Names { get; } = new(
        ("event_scheduled", typeof(EventScheduled)),
        ("event_revised", typeof(EventRevised)),
        ("slug_changed", typeof(SlugChanged)),
        ("alias_added", typeof(AliasAdded)),
        ("alias_removed", typeof(AliasRemoved)),
        ("event_rescheduled", typeof(EventRescheduled)),
        ("event_relocated", typeof(EventRelocated)),
        ("event_postponed", typeof(EventPostponed)),
        ("event_cancelled", typeof(EventCancelled)),
        ("event_reinstated", typeof(EventReinstated)),
        ("speaker_added", typeof(SpeakerAdded)),
        ("speaker_revised", typeof(SpeakerRevised)),
        ("speaker_removed", typeof(SpeakerRemoved)),
        ("talk_added", typeof(TalkAdded)),
        ("talk_revised", typeof(TalkRevised)),
        ("talk_withdrawn", typeof(TalkWithdrawn)),
        ("speakers_assigned", typeof(SpeakersAssigned)),
        ("slot_placed", typeof(SlotPlaced)),
        ("slot_moved", typeof(SlotMoved)),
        ("slot_removed", typeof(SlotRemoved)),
        ("agenda_published", typeof(AgendaPublished)),
        ("slides_attached", typeof(SlidesAttached)),
        ("slides_scheduled", typeof(SlidesScheduled)),
        ("slides_held", typeof(SlidesHeld)),
        ("slides_published", typeof(SlidesPublished)),
        ("slides_replaced", typeof(SlidesReplaced)),
        ("slides_withdrawn", typeof(SlidesWithdrawn)),
        ("recording_added", typeof(RecordingAdded)),
        ("recording_removed", typeof(RecordingRemoved)),
        ("recap_written", typeof(RecapWritten)),
        ("recap_published", typeof(RecapPublished)),
        ("registration_opened", typeof(RegistrationOpened)),
        ("registration_closed", typeof(RegistrationClosed)),
        ("channel_set", typeof(ChannelSet)),
        ("channel_removed", typeof(ChannelRemoved)),
        ("organiser_added", typeof(OrganiserAdded)),
        ("organiser_removed", typeof(OrganiserRemoved)),
        ("reference_added", typeof(ReferenceAdded)),
        ("reference_removed", typeof(ReferenceRemoved)),
        ("photos_added", typeof(PhotosAdded)),
        ("photos_removed", typeof(PhotosRemoved)),
        ("person_erased", typeof(PersonErased)));
}

public sealed record EventScheduled(
    string Slug, string Title, string? Theme, string? Summary, string? Series, ValueList<string> Tags, string Language,
    string? Cover, LocalDateTime Start, LocalDateTime? End, string Zone, MeetupForm Form, Venue? Venue, string? StreamUrl)
    : MeetupEvent;

public sealed record EventRevised(
    string Title, string? Theme, string? Summary, string? Series, ValueList<string> Tags, string Language, string? Cover)
    : MeetupEvent;

/// <param name="OldSlug">Stays the meetup's: whoever asks for it is led to the new one.</param>
public sealed record SlugChanged(string OldSlug, string Slug) : MeetupEvent;

public sealed record AliasAdded(string Alias) : MeetupEvent;

/// <param name="Alias">May be another meetup's from now on.</param>
public sealed record AliasRemoved(string Alias) : MeetupEvent;

public sealed record EventRescheduled(
    LocalDateTime OldStart, LocalDateTime? OldEnd, string OldZone, LocalDateTime Start, LocalDateTime? End, string Zone,
    string Reason) : MeetupEvent;

public sealed record EventRelocated(
    MeetupForm OldForm, Venue? OldVenue, string? OldStreamUrl, MeetupForm Form, Venue? Venue, string? StreamUrl,
    string Reason) : MeetupEvent;

public sealed record EventPostponed(string Reason) : MeetupEvent;

public sealed record EventCancelled(string Reason) : MeetupEvent;

public sealed record EventReinstated(string? Reason) : MeetupEvent;

public sealed record SpeakerAdded(
    Guid SpeakerId, string? Name, string? Alias, string? Organisation, string? Role, string? Bio) : MeetupEvent;

public sealed record SpeakerRevised(
    Guid SpeakerId, string? Name, string? Alias, string? Organisation, string? Role, string? Bio) : MeetupEvent;

public sealed record SpeakerRemoved(Guid SpeakerId) : MeetupEvent;

public sealed record TalkAdded(
    Guid TalkId, string Title, TalkKind Kind, string? Abstract, ValueList<string> Takeaways, string? Language,
    ValueList<TalkSpeaker> Speakers) : MeetupEvent;

public sealed record TalkRevised(
    Guid TalkId, string Title, TalkKind Kind, string? Abstract, ValueList<string> Takeaways, string? Language) : MeetupEvent;

public sealed record TalkWithdrawn(Guid TalkId, string Reason) : MeetupEvent;

public sealed record SpeakersAssigned(Guid TalkId, ValueList<TalkSpeaker> Speakers, string? Overrule) : MeetupEvent;

/// <summary><paramref name="Day"/> counts the meetup's days from 1, so that a slot moves along when the meetup does.</summary>
public sealed record SlotPlaced(
    Guid SlotId, SlotKind Kind, Guid? TalkId, string? Title, int Day, LocalTime Start, LocalTime End, string? Room,
    string? Track, string? Overrule) : MeetupEvent;

public sealed record SlotMoved(
    Guid SlotId, int OldDay, LocalTime OldStart, LocalTime OldEnd, string? OldRoom, string? OldTrack,
    int Day, LocalTime Start, LocalTime End, string? Room, string? Track, string? Overrule) : MeetupEvent;

public sealed record SlotRemoved(Guid SlotId) : MeetupEvent;

public sealed record AgendaPublished(int Release, string? Comment) : MeetupEvent;

/// <summary>Of slides that were uploaded, the url is seen from the meetup's own address: <c>slides/{id}/v/{version}</c>.</summary>
public sealed record SlidesAttached(
    Guid SlidesId, Guid? TalkId, string Title, string Url, int Version, DeckFile? File = null) : MeetupEvent;

/// <summary>The slides are to be published by themselves at that time. Neither title nor link: they are a secret until then.</summary>
public sealed record SlidesScheduled(Guid SlidesId, Guid? TalkId, AvailableFrom AvailableFrom) : MeetupEvent;

public sealed record SlidesHeld(Guid SlidesId, Guid? TalkId) : MeetupEvent;

public sealed record SlidesPublished(
    Guid SlidesId, Guid? TalkId, string Title, string Url, int Version, DeckFile? File = null) : MeetupEvent;

public sealed record SlidesReplaced(
    Guid SlidesId, Guid? TalkId, string OldTitle, string OldUrl, string Title, string Url, int Version, bool Published,
    string? Reason, DeckFile? OldFile = null, DeckFile? File = null) : MeetupEvent;

public sealed record SlidesWithdrawn(
    Guid SlidesId, Guid? TalkId, string Title, string Url, int Version, bool Published, string Reason,
    DeckFile? File = null) : MeetupEvent;

public sealed record RecordingAdded(Guid RecordingId, Guid? TalkId, string Title, string Url) : MeetupEvent;

public sealed record RecordingRemoved(Guid RecordingId, string? Reason) : MeetupEvent;

public sealed record RecapWritten(string Summary) : MeetupEvent;

public sealed record RecapPublished(string? Comment) : MeetupEvent;

public sealed record RegistrationOpened(string Url, LocalDateTime? ClosesAt) : MeetupEvent;

public sealed record RegistrationClosed(string? Reason) : MeetupEvent;

public sealed record ChannelSet(Guid ChannelId, ChannelKind Kind, string? Name, string? Number, string? Url, string? Picture)
    : MeetupEvent;

public sealed record ChannelRemoved(Guid ChannelId) : MeetupEvent;

public sealed record OrganiserAdded(Guid OrganiserId, string Name, OrganiserRole Role, string? Url) : MeetupEvent;

public sealed record OrganiserRemoved(Guid OrganiserId) : MeetupEvent;

public sealed record ReferenceAdded(Guid ReferenceId, Guid? TalkId, string Title, string Url) : MeetupEvent;

public sealed record ReferenceRemoved(Guid ReferenceId) : MeetupEvent;

public sealed record PhotosAdded(Guid PhotosId, string? Title, string Url, PhotosKind Kind) : MeetupEvent;

public sealed record PhotosRemoved(Guid PhotosId) : MeetupEvent;

/// <summary>
/// A person's name and all that was said of them is gone for good, here and from the events before this one, which were
/// rewritten in their places. Only ids are left.
/// </summary>
public sealed record PersonErased(Guid ErasureId, ValueList<Guid> SpeakerIds, ValueList<Guid> OrganiserIds) : MeetupEvent;
