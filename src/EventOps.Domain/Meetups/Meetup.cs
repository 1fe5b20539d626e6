using System.Collections.Immutable;
using System.Diagnostics;

namespace EventOps.Domain.Meetups;

/// <summary>The state that rules are decided on: one meetup as its events have made it.</summary>
public sealed record Meetup
{
    private Meetup()
    {
    }

    public static Meetup Initial { get; } = new();

    public MeetupStatus Status { get; private init; }

    public string Slug { get; private init; } = "";

    /// <summary>The slugs it had before, the oldest first; each still leads to it.</summary>
    public ImmutableList<string> OldSlugs { get; private init; } = [];

    /// <summary>Names in addresses that organizers gave it besides, the oldest first.</summary>
    public ImmutableList<string> Aliases { get; private init; } = [];

    public ImmutableHashSet<string> RemovedAliases { get; private init; } = [];

    // Present from the first event on; before it nothing but ScheduleEvent is decided (MeetupCommand).
    public MeetupDetails Details { get; private init; } = new("", null, null, null, [], "", null);

    public MeetupTime Time { get; private init; } = new(default, null, "UTC");

    public MeetupPlace Place { get; private init; } = new(MeetupForm.Online, null, null);

    /// <summary>Why it is postponed or cancelled.</summary>
    public string? StatusReason { get; private init; }

    public ImmutableDictionary<Guid, Speaker> Speakers { get; private init; } = ImmutableDictionary<Guid, Speaker>.Empty;

    public ImmutableDictionary<Guid, Talk> Talks { get; private init; } = ImmutableDictionary<Guid, Talk>.Empty;

    public ImmutableDictionary<Guid, Slot> Slots { get; private init; } = ImmutableDictionary<Guid, Slot>.Empty;

    public ImmutableDictionary<Guid, Deck> Slides { get; private init; } = ImmutableDictionary<Guid, Deck>.Empty;

    public ImmutableDictionary<Guid, Recording> Recordings { get; private init; } = ImmutableDictionary<Guid, Recording>.Empty;

    public ImmutableDictionary<Guid, Channel> Channels { get; private init; } = ImmutableDictionary<Guid, Channel>.Empty;

    public ImmutableDictionary<Guid, Organiser> Organisers { get; private init; } = ImmutableDictionary<Guid, Organiser>.Empty;

    public ImmutableDictionary<Guid, Reference> References { get; private init; } = ImmutableDictionary<Guid, Reference>.Empty;

    public ImmutableDictionary<Guid, Photos> Photos { get; private init; } = ImmutableDictionary<Guid, Photos>.Empty;

    /// <summary>
    /// What once stood here under an id that never will stand for anything else, and does not stand here now; the nouns are
    /// those of refusals.
    /// </summary>
    public ImmutableHashSet<(string Noun, Guid Id)> Removed { get; private init; } = [];

    /// <summary>The speakers and organisers whose names were erased for good.</summary>
    public ImmutableHashSet<Guid> Erased { get; private init; } = [];

    public Registration? Registration { get; private init; }

    /// <summary>The number of the last agenda release; 0 before the first.</summary>
    public int Release { get; private init; }

    /// <summary>Whether the working agenda differs from the last release.</summary>
    public bool AgendaChanged { get; private init; }

    public string? Recap { get; private init; }

    public bool RecapPublished { get; private init; }

    /// <summary>Whether the recap was rewritten after it was published.</summary>
    public bool RecapChanged { get; private init; }

    public bool Exists => Status is not MeetupStatus.Absent;

    /// <summary>Whether addresses with that name lead to it.</summary>
    public bool IsCalled(string name) => Slug == name || OldSlugs.Contains(name) || Aliases.Contains(name);

    public Meetup Evolve(MeetupEvent happened) => happened switch
    {
        EventScheduled e => this with
        {
            Status = MeetupStatus.Scheduled,
            Slug = e.Slug,
            Details = new(e.Title, e.Theme, e.Summary, e.Series, e.Tags, e.Language, e.Cover),
            Time = new(e.Start, e.End, e.Zone),
            Place = new(e.Form, e.Venue, e.StreamUrl),
        },
        EventRevised e => this with { Details = new(e.Title, e.Theme, e.Summary, e.Series, e.Tags, e.Language, e.Cover) },
        SlugChanged e => this with { Slug = e.Slug, OldSlugs = OldSlugs.Remove(e.Slug).Add(e.OldSlug), Aliases = Aliases.Remove(e.Slug) },
        AliasAdded e => this with { Aliases = Aliases.Add(e.Alias), RemovedAliases = RemovedAliases.Remove(e.Alias) },
        AliasRemoved e => this with { Aliases = Aliases.Remove(e.Alias), RemovedAliases = RemovedAliases.Add(e.Alias) },
        EventRescheduled e => this with
        {
            Time = new(e.Start, e.End, e.Zone),
            Status = MeetupStatus.Scheduled,
            StatusReason = null,
        },
        EventRelocated e => this with { Place = new(e.Form, e.Venue, e.StreamUrl) },
        EventPostponed e => this with { Status = MeetupStatus.Postponed, StatusReason = e.Reason },
        EventCancelled e => this with { Status = MeetupStatus.Cancelled, StatusReason = e.Reason },
        EventReinstated => this with { Status = MeetupStatus.Scheduled, StatusReason = null },
        SpeakerAdded e => With(new Speaker(e.SpeakerId, e.Name, e.Alias, e.Organisation, e.Role, e.Bio)),
        SpeakerRevised e => With(new Speaker(e.SpeakerId, e.Name, e.Alias, e.Organisation, e.Role, e.Bio)),
        SpeakerRemoved e => Without("speaker", e.SpeakerId) with { Speakers = Speakers.Remove(e.SpeakerId) },
        TalkAdded e => With(new Talk(e.TalkId, e.Title, e.Kind, e.Abstract, e.Takeaways, e.Language, e.Speakers)),
        TalkRevised e => With(Talks[e.TalkId] with
        {
            Title = e.Title,
            Kind = e.Kind,
            Abstract = e.Abstract,
            Takeaways = e.Takeaways,
            Language = e.Language,
        }),
        TalkWithdrawn e => With(Talks[e.TalkId] with { Withdrawn = true }),
        SpeakersAssigned e => With(Talks[e.TalkId] with { Speakers = e.Speakers }),
        SlotPlaced e => With(new Slot(e.SlotId, e.Kind, e.TalkId, e.Title, e.Day, e.Start, e.End, e.Room, e.Track)),
        SlotMoved e => With(Slots[e.SlotId] with
        {
            Day = e.Day,
            Start = e.Start,
            End = e.End,
            Room = e.Room,
            Track = e.Track,
        }),
        SlotRemoved e => Without("slot", e.SlotId) with { Slots = Slots.Remove(e.SlotId), AgendaChanged = true },
        AgendaPublished e => this with { Release = e.Release, AgendaChanged = false },
        SlidesAttached e => With(new Deck(e.SlidesId, e.TalkId, e.Title, e.Url, e.Version, SlidesStatus.Attached, File: e.File)),
        SlidesScheduled e => With(Slides[e.SlidesId] with { Status = SlidesStatus.Scheduled, AvailableFrom = e.AvailableFrom }),
        SlidesHeld e => With(Slides[e.SlidesId] with { Status = SlidesStatus.Attached, AvailableFrom = null }),
        SlidesPublished e => With((Slides[e.SlidesId] with { Status = SlidesStatus.Published, AvailableFrom = null }).Show()),
        SlidesReplaced e => With(Replaced(Slides[e.SlidesId] with { Title = e.Title, Url = e.Url, Version = e.Version, File = e.File }, e)),
        SlidesWithdrawn e => With(Slides[e.SlidesId] with { Status = SlidesStatus.Withdrawn, AvailableFrom = null }),
        RecordingAdded e => Back("recording", e.RecordingId) with
        {
            Recordings = Recordings.SetItem(e.RecordingId, new(e.RecordingId, e.TalkId, e.Title, e.Url)),
        },
        RecordingRemoved e => Without("recording", e.RecordingId) with { Recordings = Recordings.Remove(e.RecordingId) },
        RecapWritten e => this with { Recap = e.Summary, RecapChanged = true },
        RecapPublished _ => this with { RecapPublished = true, RecapChanged = false },
        RegistrationOpened e => this with { Registration = new(e.Url, e.ClosesAt) },
        RegistrationClosed => this with { Registration = null },
        ChannelSet e => Back("channel", e.ChannelId) with
        {
            Channels = Channels.SetItem(e.ChannelId, new(e.ChannelId, e.Kind, e.Name, e.Number, e.Url, e.Picture)),
        },
        ChannelRemoved e => Without("channel", e.ChannelId) with { Channels = Channels.Remove(e.ChannelId) },
        OrganiserAdded e => Back("organiser", e.OrganiserId) with
        {
            Organisers = Organisers.SetItem(e.OrganiserId, new(e.OrganiserId, e.Name, e.Role, e.Url)),
        },
        OrganiserRemoved e => Without("organiser", e.OrganiserId) with { Organisers = Organisers.Remove(e.OrganiserId) },
        ReferenceAdded e => Back("reference", e.ReferenceId) with
        {
            References = References.SetItem(e.ReferenceId, new(e.ReferenceId, e.TalkId, e.Title, e.Url)),
        },
        ReferenceRemoved e => Without("reference", e.ReferenceId) with { References = References.Remove(e.ReferenceId) },
        PhotosAdded e => Back("photos", e.PhotosId) with { Photos = Photos.SetItem(e.PhotosId, new(e.PhotosId, e.Title, e.Url, e.Kind)) },
        PhotosRemoved e => Without("photos", e.PhotosId) with { Photos = Photos.Remove(e.PhotosId) },
        PersonErased e => Without(e),
        _ => throw new UnreachableException($"No evolution for {happened.GetType().Name}."),
    };

    private Meetup With(Speaker speaker) =>
        Back("speaker", speaker.SpeakerId) with { Speakers = Speakers.SetItem(speaker.SpeakerId, speaker), AgendaChanged = true };

    private Meetup With(Talk talk) => this with { Talks = Talks.SetItem(talk.TalkId, talk), AgendaChanged = true };

    private Meetup With(Slot slot) =>
        Back("slot", slot.SlotId) with { Slots = Slots.SetItem(slot.SlotId, slot), AgendaChanged = true };

    private Meetup With(Deck deck) => this with { Slides = Slides.SetItem(deck.SlidesId, deck) };

    private static Deck Replaced(Deck deck, SlidesReplaced e) => e.Published ? deck.Show() : deck;

    private Meetup Without(string noun, Guid id) => this with { Removed = Removed.Add((noun, id)) };

    // Only a reversion brings something back, and only as what it was.
    private Meetup Back(string noun, Guid id) => Removed.Contains((noun, id)) ? this with { Removed = Removed.Remove((noun, id)) } : this;

    private Meetup Without(PersonErased e) => this with
    {
        Erased = Erased.Union(e.SpeakerIds).Union(e.OrganiserIds),
        Speakers = e.SpeakerIds.Where(Speakers.ContainsKey).Aggregate(Speakers, (all, id) => all.SetItem(id, ErasedPerson.Of(all[id]))),
        Organisers = e.OrganiserIds.Where(Organisers.ContainsKey).Aggregate(Organisers, (all, id) => all.SetItem(id, ErasedPerson.Of(all[id]))),
    };
}
