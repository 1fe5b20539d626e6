using System.Text.Json.Serialization;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.People;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Projections.Catalogue;

/// <summary>A meetup in a list, as pages show it and the API answers it, and the keys by which an index finds it.</summary>
/// <param name="Venue">The venue's name.</param>
/// <param name="Speakers">Those of the talks shown; how to join name and alias is the page's matter.</param>
/// <param name="Talks">Titles.</param>
/// <param name="Release">The number of the last agenda release; 0 before the first.</param>
/// <param name="RegistrationUrl">Absent when nobody can sign up.</param>
/// <param name="Sequence">How often time, place or status changed.</param>
public sealed record CatalogueLine(
    Guid MeetupId, string Community, string Slug, string Title, string? Theme, string? Summary, MeetupStatus Status,
    string? StatusReason, LocalDateTime Start, LocalDateTime? End, string Zone, Instant StartInstant, Instant? EndInstant,
    MeetupForm Form, string? Venue, string? Series, ValueList<string> Tags, string Language, string? Cover,
    ValueList<SpeakerName> Speakers, ValueList<string> Talks, int TalkCount, int SlidesCount, int RecordingCount,
    int Release, bool RecapPublished, string? RegistrationUrl, long Version, long Position, Instant UpdatedAt, int Sequence = 0)
{
    /// <summary>The start in UTC; as text it sorts by time.</summary>
    [JsonIgnore]
    public string SortKey => InstantPattern.General.Format(StartInstant);

    /// <summary>What can be asked for exactly: <c>status:scheduled</c>, <c>tag:云原生</c>; lower case, each once.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Terms =>
    [
        .. new[] { Term("status", $"{Status}"), Term("form", $"{Form}"), Term("language", Language), Term("series", Series) }
            .Concat(Tags.Select(tag => Term("tag", tag)))
            .Concat(Speakers.Select(s => Term("person", PersonId.Of(Community, s.Name, s.Alias)?.ToString())))
            .Append(Term("agenda", Release > 0 ? "released" : null))
            .Append(Term("slides", SlidesCount > 0 ? "published" : null))
            .Append(Term("recording", RecordingCount > 0 ? "published" : null))
            .Append(Term("recap", RecapPublished ? "published" : null))
            .OfType<string>().Distinct(StringComparer.Ordinal),
    ];

    /// <summary>What free text is looked for in: lower case, one line for each thing said, all of it public.</summary>
    [JsonIgnore]
    public string SearchText => string.Join('\n', new[] { Title, Theme, Series, Slug }
        .Concat(Tags)
        .Concat(Speakers.SelectMany(speaker => new[] { speaker.Name, speaker.Alias }))
        .Concat(Talks)
        .Where(text => !string.IsNullOrEmpty(text))).ToLowerInvariant();

    internal static CatalogueLine Of(CatalogueEntry entry)
    {
        var meetup = entry.Meetup;
        var live = entry.Working.Talks.Select(talk => talk.TalkId).ToHashSet();
        return new(
            meetup.MeetupId, meetup.Community, meetup.Slug, meetup.Title, meetup.Theme, meetup.Summary, meetup.Status,
            meetup.StatusReason, meetup.Start, meetup.End, meetup.Zone, meetup.StartInstant, meetup.EndInstant, meetup.Form,
            meetup.Venue?.Name, meetup.Series, meetup.Tags, meetup.Language, meetup.Cover, entry.Shown.Speakers,
            [.. entry.Shown.Talks.Select(talk => talk.Title)], entry.Shown.Talks.Count, entry.Slides.Count(OfLiveTalk),
            entry.Recordings.Count(OfLiveTalk), entry.Release, entry.RecapIsPublic, meetup.Registration?.Url, entry.Version,
            entry.Position, entry.UpdatedAt, meetup.Sequence);

        bool OfLiveTalk(ShownMaterial item) => item.TalkId is not { } id || live.Contains(id);
    }

    private static string? Term(string name, string? value) => value is null ? null : $"{name}:{value}".ToLowerInvariant();
}
