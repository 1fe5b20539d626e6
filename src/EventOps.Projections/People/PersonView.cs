using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.Catalogue;
using NodaTime;

namespace EventOps.Projections.People;

/// <summary>A talk that a person gave, or will give.</summary>
/// <param name="Slides">Whether a deck of it is published, or a recording.</param>
public sealed record Appearance(
    string Slug, string Meetup, MeetupStatus Status, LocalDateTime Start, string Zone, Instant StartInstant, string Language,
    Guid TalkId, string Title, ValueList<string> With, bool Slides, bool Recording);

/// <summary>One person over the years, as the public agendas and recaps of a community name them.</summary>
/// <param name="Name">As written last; likewise the pen name and where they come from.</param>
public sealed record PersonView(
    Guid PersonId, string? Name, string? Alias, string? Organisation, string? Role, string Language,
    ValueList<Appearance> Talks, long Position)
{
    /// <summary>Null when nobody of this id is named in the entries.</summary>
    public static PersonView? Of(Guid personId, IEnumerable<CatalogueEntry> entries)
    {
        var found = entries.Where(entry => entry.Shown.Speakers.Any(IsThem(entry, personId)))
            .OrderByDescending(entry => entry.Meetup.StartInstant).ThenBy(entry => entry.Meetup.Slug, StringComparer.Ordinal).ToList();
        if (found.Count == 0)
            return null;
        var latest = found.SelectMany(entry => entry.Shown.Speakers.Where(IsThem(entry, personId))).ToList();
        return new(
            personId, latest.Select(s => s.Name).FirstOrDefault(Said), latest.Select(s => s.Alias).FirstOrDefault(Said),
            latest.Select(s => s.Organisation).FirstOrDefault(Said), latest.Select(s => s.Role).FirstOrDefault(Said),
            found[0].Meetup.Language, [.. found.SelectMany(entry => Appearances(entry, personId))],
            found.Max(entry => entry.Position));
    }

    private static IEnumerable<Appearance> Appearances(CatalogueEntry entry, Guid personId)
    {
        var meetup = entry.Meetup;
        var them = entry.Shown.Speakers.Where(IsThem(entry, personId)).Select(speaker => speaker.SpeakerId).ToHashSet();
        var names = entry.Shown.Speakers.ToDictionary(speaker => speaker.SpeakerId, speaker => speaker.Name ?? speaker.Alias ?? "");
        return entry.Shown.Talks.Where(talk => talk.SpeakerIds.Any(them.Contains)).Select(talk => new Appearance(
            meetup.Slug, meetup.Title, meetup.Status, meetup.Start, meetup.Zone, meetup.StartInstant, meetup.Language, talk.TalkId,
            talk.Title, [.. talk.SpeakerIds.Where(id => !them.Contains(id)).Select(id => names.GetValueOrDefault(id, "")).Where(Said)],
            entry.Slides.Any(deck => deck.TalkId == talk.TalkId), entry.Recordings.Any(film => film.TalkId == talk.TalkId)));
    }

    private static Func<SpeakerName, bool> IsThem(CatalogueEntry entry, Guid personId) =>
        speaker => People.PersonId.Of(entry.Meetup.Community, speaker.Name, speaker.Alias) == personId;

    private static bool Said(string? text) => !string.IsNullOrWhiteSpace(text);
}
