using System.Diagnostics;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Projections.Catalogue;

/// <summary>
/// One meetup among many as stored. A meetup is listed as soon as it is scheduled; its speakers and talks once an agenda
/// is released, as it names them, and from the recap on as they are. <see cref="Public"/> makes of it what people see.
/// </summary>
public sealed record CatalogueEntry
{
    public required MeetupHeader Meetup { get; init; }

    /// <summary>The organizers' speakers and talks; nobody else's before they are shown.</summary>
    public Lineup Working { get; init; } = Lineup.Empty;

    public Lineup Shown { get; init; } = Lineup.Empty;

    /// <summary>Which decks are published and which recordings there are, and of which talk.</summary>
    public ValueList<ShownMaterial> Slides { get; init; }

    public ValueList<ShownMaterial> Recordings { get; init; }

    /// <summary>The number of the last agenda release; 0 before the first.</summary>
    public int Release { get; init; }

    public bool RecapIsPublic { get; init; }

    /// <summary>The stream's version, the position and the stored time of the last event folded.</summary>
    public required long Version { get; init; }

    public required long Position { get; init; }

    public required Instant UpdatedAt { get; init; }

    public static CatalogueEntry On(CatalogueEntry? entry, Fact fact) => fact.Event is EventScheduled scheduled
        ? entry is null ? Of(fact, scheduled) : throw fact.ScheduledTwice()
        : (entry ?? throw fact.NotScheduled()).After(fact.Event) with
        {
            Version = fact.Version,
            Position = fact.Position,
            UpdatedAt = fact.At,
        };

    public CatalogueLine Public() => CatalogueLine.Of(this);

    private static CatalogueEntry Of(Fact fact, EventScheduled scheduled) => new()
    {
        Meetup = MeetupHeader.Of(fact, scheduled), Version = fact.Version, Position = fact.Position, UpdatedAt = fact.At,
    };

    private CatalogueEntry After(MeetupEvent happened) => happened switch
    {
        EventRevised or SlugChanged or AliasAdded or AliasRemoved or EventRescheduled or EventRelocated or EventPostponed
            or EventCancelled or EventReinstated or RegistrationOpened or RegistrationClosed or ChannelSet or ChannelRemoved or OrganiserAdded
            or OrganiserRemoved =>
            this with { Meetup = Meetup.On(happened) },
        SpeakerAdded or SpeakerRevised or SpeakerRemoved or TalkAdded or TalkRevised or TalkWithdrawn or SpeakersAssigned =>
            With(Working.On(happened)),
        AgendaPublished e => this with { Release = e.Release, Shown = Working.OnStage() },
        RecapPublished => this with { RecapIsPublic = true, Shown = Working.OnStage() },
        SlidesPublished e => this with { Slides = Slides.Put(new(e.SlidesId, e.TalkId), s => s.Id) },
        SlidesWithdrawn e => this with { Slides = Slides.Without(e.SlidesId, s => s.Id) },
        RecordingAdded e => this with { Recordings = Recordings.Put(new(e.RecordingId, e.TalkId), r => r.Id) },
        RecordingRemoved e => this with { Recordings = Recordings.Without(e.RecordingId, r => r.Id) },
        PersonErased e => this with { Meetup = Meetup.On(e), Working = Working.On(e), Shown = Shown.On(e) },
        // Where in the agenda a talk stands, which file a deck is and what a recap says is for the pages.
        SlotPlaced or SlotMoved or SlotRemoved or SlidesAttached or SlidesScheduled or SlidesHeld or SlidesReplaced
            or RecapWritten or ReferenceAdded or ReferenceRemoved or PhotosAdded or PhotosRemoved => this,
        _ => throw new UnreachableException($"The catalogue neither reads nor ignores {happened.GetType().Name}."),
    };

    private CatalogueEntry With(Lineup working) =>
        this with { Working = working, Shown = RecapIsPublic ? working.OnStage() : Shown };
}

/// <summary>That a deck or a recording is public, and which talk it belongs to, if any.</summary>
public sealed record ShownMaterial(Guid Id, Guid? TalkId);
