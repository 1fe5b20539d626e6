using System.Diagnostics;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Projections.Shared;

/// <summary>Slides of a talk, or of the meetup when no talk is named.</summary>
/// <param name="PublishedAt">Absent while not published, and when an import does not know it.</param>
/// <param name="ReplacedAt">When people who had it already were given another version.</param>
/// <param name="Reason">Why it was replaced in public, or withdrawn.</param>
/// <param name="AvailableFrom">Present while scheduled.</param>
/// <param name="Url">Of an uploaded deck its address on this server, always that of the latest version.</param>
/// <param name="Due">When a scheduled deck comes out, if that is known; made for the view, never stored.</param>
public sealed record DeckLink(
    Guid SlidesId, Guid? TalkId, string Title, string Url, int Version, SlidesStatus Status, Instant? PublishedAt,
    Instant? ReplacedAt, string? Reason, AvailableFrom? AvailableFrom = null, Instant? Due = null,
    DeckFile? File = null);

/// <summary>A recording of a talk, or of the meetup when no talk is named.</summary>
public sealed record RecordingLink(Guid RecordingId, Guid? TalkId, string Title, string Url, Instant? AddedAt);

/// <summary>Decks and recordings as they are now, in the order added, with decks that only organizers may see.</summary>
public sealed record Material(ValueList<DeckLink> Slides, ValueList<RecordingLink> Recordings)
{
    public static Material Empty { get; } = new([], []);

    /// <param name="meetup">Whose material it is.</param>
    public Material On(Fact fact, MeetupHeader meetup) => fact.Event switch
    {
        SlidesAttached e => this with
        {
            Slides = Slides.Put(
                new(e.SlidesId, e.TalkId, e.Title, UrlOf(e.SlidesId, e.Url, e.File, meetup), e.Version, SlidesStatus.Attached, null, null, null, File: e.File),
                deck => deck.SlidesId),
        },
        SlidesScheduled e => Change(e.SlidesId, deck => deck with
        {
            Status = SlidesStatus.Scheduled,
            AvailableFrom = e.AvailableFrom,
        }),
        SlidesHeld e => Change(e.SlidesId, deck => deck with { Status = SlidesStatus.Attached, AvailableFrom = null }),
        SlidesPublished e => Change(e.SlidesId, deck => deck with
        {
            Status = SlidesStatus.Published,
            AvailableFrom = null,
            PublishedAt = fact.HappenedAt,
        }),
        SlidesReplaced e => Change(e.SlidesId, deck => Replaced(deck, e, meetup, fact.HappenedAt)),
        SlidesWithdrawn e => Change(e.SlidesId, deck => deck with
        {
            Status = SlidesStatus.Withdrawn,
            AvailableFrom = null,
            Reason = e.Reason,
        }),
        RecordingAdded e => this with
        {
            Recordings = Recordings.Put(
                new(e.RecordingId, e.TalkId, e.Title, e.Url, fact.HappenedAt), recording => recording.RecordingId),
        },
        RecordingRemoved e => this with { Recordings = Recordings.Without(e.RecordingId, r => r.RecordingId) },
        _ => throw new UnreachableException($"{fact.Event.GetType().Name} says nothing about decks or recordings."),
    };

    /// <summary>What everybody may see.</summary>
    public Material Published() =>
        this with { Slides = [.. Slides.Where(deck => deck.Status is SlidesStatus.Published)] };

    /// <summary>The same for readers elsewhere: decks that were uploaded here have whole addresses.</summary>
    /// <param name="origin">Where the world finds this server, without a slash at the end; null: they stay paths.</param>
    public Material From(string? origin) => origin is null
        ? this
        : this with { Slides = [.. Slides.Select(deck => deck.File is null ? deck : deck with { Url = origin + deck.Url })] };

    private static string UrlOf(Guid slidesId, string url, DeckFile? file, MeetupHeader meetup) => file is null
        ? url
        : $"/{Uri.EscapeDataString(meetup.Community)}/{Uri.EscapeDataString(meetup.Slug)}/slides/{slidesId}";

    // A version that nobody had seen is not "replaced" in the eyes of the public, and its reason is the organizers' own.
    private static DeckLink Replaced(DeckLink deck, SlidesReplaced e, MeetupHeader meetup, Instant? at)
    {
        var url = UrlOf(e.SlidesId, e.Url, e.File, meetup);
        var next = deck with { Title = e.Title, Url = url, Version = e.Version, File = e.File };
        return e.Published ? next with { ReplacedAt = at, Reason = e.Reason } : next;
    }

    private Material Change(Guid slidesId, Func<DeckLink, DeckLink> change) =>
        this with { Slides = Slides.Change(slidesId, deck => deck.SlidesId, change) };
}
