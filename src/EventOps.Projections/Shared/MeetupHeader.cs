using System.Diagnostics;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Projections.Shared;

/// <summary>When the meetup was to be before it was moved or taken off its date, and why.</summary>
public sealed record PreviousTime(LocalDateTime Start, LocalDateTime? End, string Zone, string Reason)
{
    public Instant StartInstant => Moments.At(Zone, Start);
}

/// <summary>What every page says about its meetup. It is always live: no release and no publication holds it back.</summary>
/// <param name="Previous">The "was …" of a rescheduled or postponed meetup.</param>
/// <param name="Sequence">How often its time, place or status changed; it only rises (RFC 5545, SEQUENCE).</param>
public sealed record MeetupHeader(
    Guid MeetupId, string Community, string Slug, string Title, string? Theme, string? Summary, string? Series,
    ValueList<string> Tags, string Language, string? Cover, MeetupStatus Status, string? StatusReason, LocalDateTime Start,
    LocalDateTime? End, string Zone, PreviousTime? Previous, MeetupForm Form, Venue? Venue, string? StreamUrl,
    Registration? Registration, ValueList<Organiser> Organisers, ValueList<Channel> Channels, int Sequence = 0)
{
    /// <summary>What it was called in addresses before, oldest first; they still lead to it.</summary>
    public ValueList<string> OldSlugs { get; init; } = [];

    /// <summary>What organizers call it in addresses besides.</summary>
    public ValueList<string> Aliases { get; init; } = [];

    public Instant StartInstant => Moments.At(Zone, Start);

    public Instant? EndInstant => End is { } end ? Moments.At(Zone, end) : null;

    /// <summary>How many calendar days the meetup touches.</summary>
    public int Days => new MeetupTime(Start, End, Zone).Days;

    public static MeetupHeader Of(Fact fact, EventScheduled e) => new(
        fact.MeetupId, fact.Community, e.Slug, e.Title, e.Theme, e.Summary, e.Series, e.Tags, e.Language, e.Cover,
        MeetupStatus.Scheduled, StatusReason: null, e.Start, e.End, e.Zone, Previous: null, e.Form, e.Venue, e.StreamUrl,
        Registration: null, Organisers: [], Channels: []);

    /// <summary>The date of the meetup's n-th day.</summary>
    public LocalDate DateOf(int day) => Start.Date.PlusDays(day - 1);

    public MeetupHeader On(MeetupEvent happened) => happened is EventRescheduled or EventRelocated or EventPostponed
        or EventCancelled or EventReinstated
        ? After(happened) with { Sequence = Sequence + 1 }
        : After(happened);

    private MeetupHeader After(MeetupEvent happened) => happened switch
    {
        EventRevised e => this with
        {
            Title = e.Title,
            Theme = e.Theme,
            Summary = e.Summary,
            Series = e.Series,
            Tags = e.Tags,
            Language = e.Language,
            Cover = e.Cover,
        },
        SlugChanged e => this with
        {
            Slug = e.Slug,
            OldSlugs = [.. OldSlugs.Where(slug => slug != e.Slug), e.OldSlug],
            Aliases = [.. Aliases.Where(alias => alias != e.Slug)],
        },
        AliasAdded e => this with { Aliases = [.. Aliases, e.Alias] },
        AliasRemoved e => this with { Aliases = [.. Aliases.Where(alias => alias != e.Alias)] },
        EventRescheduled e => (this with
        {
            Start = e.Start,
            End = e.End,
            Zone = e.Zone,
            Status = MeetupStatus.Scheduled,
            StatusReason = null,
            Previous = new(e.OldStart, e.OldEnd, e.OldZone, e.Reason),
        }).OnlyIfMoved(),
        EventRelocated e => this with { Form = e.Form, Venue = e.Venue, StreamUrl = e.StreamUrl },
        EventPostponed e => this with
        {
            Status = MeetupStatus.Postponed,
            StatusReason = e.Reason,
            Previous = new(Start, End, Zone, e.Reason),
        },
        EventCancelled e => this with { Status = MeetupStatus.Cancelled, StatusReason = e.Reason },
        EventReinstated => (this with { Status = MeetupStatus.Scheduled, StatusReason = null }).OnlyIfMoved(),
        RegistrationOpened e => this with { Registration = new(e.Url, e.ClosesAt) },
        RegistrationClosed => this with { Registration = null },
        ChannelSet e => this with
        {
            Channels = Channels.Put(new(e.ChannelId, e.Kind, e.Name, e.Number, e.Url, e.Picture), c => c.ChannelId),
        },
        ChannelRemoved e => this with { Channels = Channels.Without(e.ChannelId, c => c.ChannelId) },
        OrganiserAdded e => this with
        {
            Organisers = Organisers.Put(new(e.OrganiserId, e.Name, e.Role, e.Url), o => o.OrganiserId),
        },
        OrganiserRemoved e => this with { Organisers = Organisers.Without(e.OrganiserId, o => o.OrganiserId) },
        PersonErased e => this with
        {
            Organisers = [.. Organisers.Select(o => e.OrganiserIds.Contains(o.OrganiserId) ? ErasedPerson.Of(o) : o)],
        },
        _ => throw new UnreachableException($"{happened.GetType().Name} says nothing about a meetup's header."),
    };

    // "Was on Saturday" under a meetup that is on Saturday would only confuse.
    private MeetupHeader OnlyIfMoved() =>
        Previous is { } was && (was.Start, was.End, was.Zone) == (Start, End, Zone) ? this with { Previous = null } : this;
}
