using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using NodaTime;

namespace EventOps.Server.Meetups;

/// <summary>A meetup as the API shows it; the lists of the working programme are there for a key only.</summary>
/// <param name="Aliases">Other names that lead to it: the slugs that it had, then what organizers added.</param>
public sealed record MeetupAnswer(
    Guid MeetupId, string Slug, ValueList<string> Aliases, string Title, string? Theme, string? Summary, string? Series, ValueList<string> Tags,
    string Language, string? Cover, MeetupStatus Status, string? StatusReason, LocalDateTime Start, LocalDateTime? End,
    string Zone, MeetupForm Form, Venue? Venue, string? StreamUrl, Registration? Registration, int Release,
    bool RecapPublished, long Version, long Position, MeetupDrafts? Drafts)
{
    /// <param name="root">What the addresses of the community begin with.</param>
    internal static MeetupAnswer Of(Guid id, LoadedStream<Meetup> loaded, bool withDrafts, string root)
    {
        var (m, version, position) = loaded;
        return new(
            id, m.Slug, [.. m.OldSlugs, .. m.Aliases], m.Details.Title, m.Details.Theme, m.Details.Summary, m.Details.Series, m.Details.Tags,
            m.Details.Language, m.Details.Cover, m.Status, m.StatusReason, m.Time.Start, m.Time.End, m.Time.Zone,
            m.Place.Form, m.Place.Venue, m.Place.StreamUrl, m.Registration, m.Release, m.RecapPublished, version, position,
            withDrafts ? MeetupDrafts.Of(m, root) : null);
    }
}

/// <summary>What organizers work on.</summary>
public sealed record MeetupDrafts(
    ValueList<Speaker> Speakers, ValueList<Talk> Talks, ValueList<Slot> Slots, ValueList<Deck> Slides,
    ValueList<Recording> Recordings, ValueList<Channel> Channels, ValueList<Organiser> Organisers,
    ValueList<Reference> References, ValueList<Photos> Photos, string? Recap, bool AgendaChanged, bool RecapChanged)
{
    // Ids of version 7 rise with time, so this is about the order in which things were added, and always the same.
    internal static MeetupDrafts Of(Meetup m, string root) => new(
        [.. m.Speakers.Values.OrderBy(s => s.SpeakerId)],
        [.. m.Talks.Values.OrderBy(t => t.TalkId)],
        [.. m.Slots.Values.OrderBy(s => s.Day).ThenBy(s => s.Start).ThenBy(s => s.SlotId)],
        [.. m.Slides.Values.OrderBy(d => d.SlidesId).Select(deck => deck.At($"{root}/{m.Slug}"))],
        [.. m.Recordings.Values.OrderBy(r => r.RecordingId)],
        [.. m.Channels.Values.OrderBy(c => c.ChannelId)],
        [.. m.Organisers.Values.OrderBy(o => o.OrganiserId)],
        [.. m.References.Values.OrderBy(r => r.ReferenceId)],
        [.. m.Photos.Values.OrderBy(p => p.PhotosId)],
        m.Recap, m.AgendaChanged, m.RecapChanged);
}
