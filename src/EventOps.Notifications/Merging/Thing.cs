using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Notifications.Messages;

namespace EventOps.Notifications.Merging;

/// <summary>
/// What several facts can change one after the other: a meetup's time, one deck, one slot. Facts about one thing may become
/// one message; facts about two never do. The family's name is on disk: add, never change.
/// </summary>
/// <param name="MeetupId">Ids of entities are their clients' to choose: two meetups may have one with the same.</param>
/// <param name="Id">Of the entity, or of the meetup where it has only one.</param>
internal sealed record Thing(string Family, Guid MeetupId, Guid Id)
{
    private const string Deck = "slides";

    public string Key => $"{Family}:{MeetupId:N}:{Id:N}";

    public bool IsDeck => Family == Deck;

    public static Thing Of(MeetupEvent happened, Guid meetupId, Meetup after) =>
        new(FamilyOf(happened), meetupId, AliasOf(happened) ?? FactSubject.Of(happened, after).EntityId ?? meetupId);

    // Two aliases are two things, and have no ids.
    private static Guid? AliasOf(MeetupEvent happened) => happened switch
    {
        AliasAdded e => IdOf(e.Alias),
        AliasRemoved e => IdOf(e.Alias),
        _ => null,
    };

    private static Guid IdOf(string alias) => NameBasedId.Create(Guid.Empty, alias);

    private static string FamilyOf(MeetupEvent happened) => happened switch
    {
        EventRevised => "details",
        EventRescheduled => "time",
        EventRelocated => "place",
        EventPostponed or EventCancelled or EventReinstated => "status",
        RecapWritten => "summary",
        SpeakersAssigned => "talk",
        // The noun of its name in the catalogue: eventops.slides.published.v1 is about slides.
        _ => MessageTypes.NameOf(MeetupEvent.Names.NameOf(happened)).Split('.')[1],
    };

    /// <summary>
    /// The thing as a reader sees it; equal before and after a row of changes: there is nothing to tell. Null: it is not there.
    /// </summary>
    public object? In(Meetup meetup) => Family switch
    {
        "details" => meetup.Details,
        // Another time for a postponed meetup schedules it again, even if it is the old time.
        "time" => (meetup.Time, meetup.Status),
        "place" => meetup.Place,
        "slug" => meetup.Slug,
        "alias" => meetup.Aliases.Find(alias => IdOf(alias) == Id),
        "status" => (meetup.Status, meetup.StatusReason),
        "registration" => meetup.Registration,
        "speaker" => meetup.Speakers.GetValueOrDefault(Id),
        "talk" => meetup.Talks.GetValueOrDefault(Id) is { Withdrawn: false } talk ? talk : null,
        "slot" => meetup.Slots.GetValueOrDefault(Id),
        Deck => meetup.Slides.GetValueOrDefault(Id) is { } deck && deck.Status is not SlidesStatus.Withdrawn
            ? (deck.Title, deck.File?.Sha256 ?? deck.Url, deck.Status)
            : null,
        "recording" => meetup.Recordings.GetValueOrDefault(Id),
        "channel" => meetup.Channels.GetValueOrDefault(Id),
        "organiser" => meetup.Organisers.GetValueOrDefault(Id),
        "reference" => meetup.References.GetValueOrDefault(Id),
        "photos" => meetup.Photos.GetValueOrDefault(Id),
        // A release, a recap, a summary: each is news of its own, and only the last one counts.
        _ => new object(),
    };
}
