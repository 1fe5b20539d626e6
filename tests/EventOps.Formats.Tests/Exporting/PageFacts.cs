using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Formats.Tests.Exporting;

/// <summary>
/// What a page carries of a meetup, without ids and in an order of its own, as JSON. Not carried: what the public never saw
/// (withdrawn talks and decks, attached decks, speakers of no talk, unreleased changes), how it came about (reasons of moves,
/// versions, numbers of releases), and whether an empty text is empty or absent.
/// </summary>
internal static class PageFacts
{
    private static readonly JsonSerializerOptions Readable = new(DomainJson.Options) { WriteIndented = true };

    public static string Of(Meetup meetup)
    {
        var talks = meetup.Talks.Values.Where(talk => !talk.Withdrawn).ToDictionary(talk => talk.TalkId, talk => talk.Title);
        string? TalkOf(Guid? id) => id is { } some ? talks.GetValueOrDefault(some, "?") : null;
        var facts = new
        {
            meetup.Slug,
            Aliases = Sorted(meetup.OldSlugs.Concat(meetup.Aliases)),
            meetup.Details,
            meetup.Time,
            meetup.Place,
            meetup.Status,
            meetup.StatusReason,
            meetup.Registration,
            meetup.RecapPublished,
            Recap = meetup.RecapPublished ? meetup.Recap ?? meetup.Details.Summary : null,
            Talks = Sorted(meetup.Talks.Values.Where(talk => !talk.Withdrawn).Select(talk => new
            {
                talk.Title,
                talk.Kind,
                Abstract = Known(talk.Abstract),
                talk.Takeaways,
                Language = Known(talk.Language),
                Speakers = talk.Speakers.Select(speaker => (object)new { Person = Person(meetup.Speakers[speaker.SpeakerId]), speaker.Part }).ToList(),
            })),
            Slots = Sorted(meetup.Slots.Values.Where(slot => slot.TalkId is not { } id || talks.ContainsKey(id))
                .Select(slot => new { slot.Kind, Talk = TalkOf(slot.TalkId), slot.Title, slot.Day, slot.Start, slot.End, slot.Room, slot.Track })),
            Slides = Sorted(meetup.Slides.Values.Where(deck => deck.Status is SlidesStatus.Published && TalkOf(deck.TalkId) is not "?")
                .Select(deck => new { Talk = TalkOf(deck.TalkId), deck.Title, deck.Url })),
            Recordings = Sorted(meetup.Recordings.Values.Where(film => TalkOf(film.TalkId) is not "?")
                .Select(film => new { Talk = TalkOf(film.TalkId), film.Title, film.Url })),
            References = meetup.RecapPublished
                ? Sorted(meetup.References.Values.Where(r => TalkOf(r.TalkId) is not "?").Select(r => new { Talk = TalkOf(r.TalkId), r.Title, r.Url }))
                : [],
            Photos = meetup.RecapPublished ? Sorted(meetup.Photos.Values.Select(p => new { p.Title, p.Url, p.Kind })) : [],
            Organisers = Sorted(meetup.Organisers.Values.Select(o => new { o.Name, o.Role, Url = Known(o.Url) })),
            Channels = Sorted(meetup.Channels.Values.Select(c => new { c.Kind, Name = Known(c.Name), Number = Known(c.Number), Url = Known(c.Url), Picture = Known(c.Picture) })),
        };
        return JsonSerializer.Serialize(facts, Readable);
    }

    private static object Person(Speaker speaker) => new { speaker.Name, speaker.Alias, speaker.Organisation, speaker.Role, Bio = Known(speaker.Bio) };

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static List<string> Sorted<T>(IEnumerable<T> items) =>
        [.. items.Select(item => JsonSerializer.Serialize(item, DomainJson.Options)).Order(StringComparer.Ordinal)];
}
