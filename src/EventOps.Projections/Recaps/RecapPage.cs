using System.Diagnostics;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Projections.Recaps;

/// <summary>
/// The recap of one meetup as stored. Its summary is public as it was last published; everything else on it is live.
/// <see cref="Public"/> and <see cref="Draft"/> make of it what people see.
/// </summary>
public sealed record RecapPage
{
    public required MeetupHeader Meetup { get; init; }

    public Programme Programme { get; init; } = Programme.Empty;

    public Material Material { get; init; } = Material.Empty;

    public ValueList<Reference> References { get; init; }

    public ValueList<Photos> Photos { get; init; }

    /// <summary>Markdown, as the organizers last wrote it.</summary>
    public string? WrittenSummary { get; init; }

    /// <summary>Markdown, as it stood when the recap was last published.</summary>
    public string? PublishedSummary { get; init; }

    public int TimesPublished { get; init; }

    /// <summary>The first and the last publication; absent when imported.</summary>
    public Instant? PublishedAt { get; init; }

    public Instant? RepublishedAt { get; init; }

    /// <summary>The stream's version, the position and the stored time of the last event folded.</summary>
    public required long Version { get; init; }

    public required long Position { get; init; }

    public required Instant UpdatedAt { get; init; }

    public static RecapPage On(RecapPage? page, Fact fact) => fact.Event is EventScheduled scheduled
        ? page is null ? Of(fact, scheduled) : throw fact.ScheduledTwice()
        : (page ?? throw fact.NotScheduled()).After(fact) with
        {
            Version = fact.Version,
            Position = fact.Position,
            UpdatedAt = fact.At,
        };

    /// <summary>What anyone may see; null until the recap is published.</summary>
    public RecapView? Public() => TimesPublished > 0 ? RecapView.OfPublished(this) : null;

    /// <summary>What organizers see: the summary as last written, and every deck with its status.</summary>
    public RecapView Draft() => RecapView.OfDraft(this);

    /// <summary>What anyone would see if the recap were published now.</summary>
    public RecapView Preview() => RecapView.OfPublished(this) with { Draft = true, Summary = WrittenSummary };

    /// <summary>The programme as it stands: what took place, whatever was announced.</summary>
    public Timetable Held() => Timetable.Of(Programme);

    /// <summary>The same for readers elsewhere: see <see cref="Shared.Material.From"/>.</summary>
    public RecapPage From(string? origin) => this with { Material = Material.From(origin) };

    private static RecapPage Of(Fact fact, EventScheduled scheduled) => new()
    {
        Meetup = MeetupHeader.Of(fact, scheduled), Version = fact.Version, Position = fact.Position, UpdatedAt = fact.At,
    };

    private RecapPage After(Fact fact) => fact.Event switch
    {
        EventRevised or SlugChanged or AliasAdded or AliasRemoved or EventRescheduled or EventRelocated or EventPostponed
            or EventCancelled or EventReinstated or RegistrationOpened or RegistrationClosed or ChannelSet or ChannelRemoved or OrganiserAdded
            or OrganiserRemoved =>
            this with { Meetup = Meetup.On(fact.Event) },
        SpeakerAdded or SpeakerRevised or SpeakerRemoved or TalkAdded or TalkRevised or TalkWithdrawn or SpeakersAssigned
            or SlotPlaced or SlotMoved or SlotRemoved => this with { Programme = Programme.On(fact.Event) },
        SlidesAttached or SlidesScheduled or SlidesHeld or SlidesPublished or SlidesReplaced or SlidesWithdrawn
            or RecordingAdded or RecordingRemoved =>
            this with { Material = Material.On(fact, Meetup) },
        ReferenceAdded e => this with
        {
            References = References.Put(new(e.ReferenceId, e.TalkId, e.Title, e.Url), r => r.ReferenceId),
        },
        ReferenceRemoved e => this with { References = References.Without(e.ReferenceId, r => r.ReferenceId) },
        PhotosAdded e => this with { Photos = Photos.Put(new(e.PhotosId, e.Title, e.Url, e.Kind), p => p.PhotosId) },
        PhotosRemoved e => this with { Photos = Photos.Without(e.PhotosId, p => p.PhotosId) },
        RecapWritten e => this with { WrittenSummary = e.Summary },
        RecapPublished => Published(fact.HappenedAt),
        PersonErased e => this with { Meetup = Meetup.On(e), Programme = Programme.On(e) },
        // A recap tells what took place, whatever was announced.
        AgendaPublished => this,
        _ => throw new UnreachableException($"The recap neither reads nor ignores {fact.Event.GetType().Name}."),
    };

    private RecapPage Published(Instant? at) => this with
    {
        PublishedSummary = WrittenSummary,
        TimesPublished = TimesPublished + 1,
        PublishedAt = TimesPublished == 0 ? at : PublishedAt,
        RepublishedAt = TimesPublished == 0 ? null : at,
    };
}
