using System.Diagnostics;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Projections.Agendas;

/// <summary>
/// The agenda of one meetup as stored: what organizers work on, what was released, and what never waits for a release.
/// <see cref="Public"/> and <see cref="Draft"/> make of it what people see.
/// </summary>
public sealed record AgendaPage
{
    public required MeetupHeader Meetup { get; init; }

    public Programme Working { get; init; } = Programme.Empty;

    /// <summary>Whether the working agenda was touched since the last release.</summary>
    public bool Changed { get; init; }

    /// <summary>The release that is shown: the last one, or the one asked for.</summary>
    public AgendaRelease? Released { get; init; }

    public ValueList<ReleaseNote> Releases { get; init; }

    public Material Material { get; init; } = Material.Empty;

    public bool RecapIsPublic { get; init; }

    /// <summary>What calendars and apps rely on from release to release.</summary>
    public SlotLedger Ledger { get; init; } = SlotLedger.Empty;

    /// <summary>When the meetup was first heard of: the stored time of its first event.</summary>
    public Instant ScheduledAt { get; init; }

    /// <summary>The stream's version, the position and the stored time of the last event folded.</summary>
    public required long Version { get; init; }

    public required long Position { get; init; }

    public required Instant UpdatedAt { get; init; }

    public static AgendaPage On(AgendaPage? page, Fact fact) => fact.Event is EventScheduled scheduled
        ? page is null ? Of(fact, scheduled) : throw fact.ScheduledTwice()
        : (page ?? throw fact.NotScheduled()).After(fact) with
        {
            Version = fact.Version,
            Position = fact.Position,
            UpdatedAt = fact.At,
        };

    /// <summary>
    /// The page with release <paramref name="number"/> in the place of the last one, or null if there is none. Header,
    /// slides and recordings are as the facts end: to see an old release must not bring a withdrawn deck back.
    /// </summary>
    public static AgendaPage? AtRelease(IEnumerable<Fact> facts, int number)
    {
        AgendaPage? page = null;
        AgendaRelease? wanted = null;
        foreach (var fact in facts)
        {
            page = On(page, fact);
            wanted = page.Released?.Note.Number == number ? page.Released : wanted;
        }

        return wanted is null ? null : page! with { Released = wanted };
    }

    /// <summary>What anyone may see: the release, overlaid with published slides and recordings.</summary>
    public AgendaView Public() => AgendaView.OfRelease(this);

    /// <summary>What organizers see: what the next release would be, and every deck with its status.</summary>
    public AgendaView Draft() => AgendaView.OfDraft(this);

    /// <summary>What anyone would see if the working agenda were released now.</summary>
    public AgendaView Preview() => AgendaView.OfPreview(this);

    private static AgendaPage Of(Fact fact, EventScheduled scheduled) => new()
    {
        Meetup = MeetupHeader.Of(fact, scheduled), ScheduledAt = fact.At, Version = fact.Version, Position = fact.Position, UpdatedAt = fact.At,
    };

    private AgendaPage After(Fact fact) => fact.Event switch
    {
        EventRevised or SlugChanged or AliasAdded or AliasRemoved or EventRescheduled or EventRelocated or EventPostponed
            or EventCancelled or EventReinstated or RegistrationOpened or RegistrationClosed or ChannelSet or ChannelRemoved or OrganiserAdded
            or OrganiserRemoved =>
            this with { Meetup = Meetup.On(fact.Event) },
        TalkWithdrawn e => this with
        {
            Working = Working.On(e),
            Changed = true,
            Ledger = Ledger.Withdrawn(Released?.Timetable ?? Timetable.Empty, e.TalkId),
        },
        SpeakerAdded or SpeakerRevised or SpeakerRemoved or TalkAdded or TalkRevised or SpeakersAssigned
            or SlotPlaced or SlotMoved or SlotRemoved => this with { Working = Working.On(fact.Event), Changed = true },
        SlidesAttached or SlidesScheduled or SlidesHeld or SlidesPublished or SlidesReplaced or SlidesWithdrawn
            or RecordingAdded or RecordingRemoved =>
            this with { Material = Material.On(fact, Meetup) },
        AgendaPublished e => Release(new(e.Release, fact.HappenedAt, e.Comment, fact.Position)),
        RecapPublished => this with { RecapIsPublic = true },
        PersonErased e => this with
        {
            Meetup = Meetup.On(e),
            Working = Working.On(e),
            Released = Released is { } released ? released with { Timetable = released.Timetable.Without(e.SpeakerIds) } : null,
        },
        // The recap's own.
        RecapWritten or ReferenceAdded or ReferenceRemoved or PhotosAdded or PhotosRemoved => this,
        _ => throw new UnreachableException($"The agenda neither reads nor ignores {fact.Event.GetType().Name}."),
    };

    /// <summary>The same for readers elsewhere: see <see cref="Shared.Material.From"/>.</summary>
    public AgendaPage From(string? origin) => this with { Material = Material.From(origin) };

    private AgendaPage Release(ReleaseNote note)
    {
        var timetable = Timetable.Of(Working);
        return this with
        {
            Released = new(note, timetable),
            Releases = [.. Releases, note],
            Changed = false,
            Ledger = Ledger.Released(Released?.Timetable ?? Timetable.Empty, timetable),
        };
    }
}
