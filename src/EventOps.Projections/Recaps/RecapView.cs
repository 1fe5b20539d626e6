using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Projections.Recaps;

/// <summary>A talk that took place, with what is left of it.</summary>
/// <param name="SlidesFrom">In public: when the next scheduled slides come out, and no more of them than that.</param>
public sealed record RecapTalk(
    Guid TalkId, string Title, TalkKind Kind, string? Abstract, ValueList<string> Takeaways, string? Language,
    ValueList<SpeakerLine> Speakers, ValueList<DeckLink> Slides, ValueList<RecordingLink> Recordings,
    ValueList<Reference> References, Instant? SlidesFrom = null);

/// <summary>One published deck in the list of everything that can be fetched.</summary>
/// <param name="TalkTitle">Absent for the meetup's own deck.</param>
public sealed record Download(
    Guid SlidesId, Guid? TalkId, string Title, string? TalkTitle, string Url, int Version, Instant? PublishedAt,
    DeckFile? File = null);

/// <summary>The recap as pages show it and the API answers it.</summary>
/// <param name="Draft">Whether it is not published as it stands here.</param>
/// <param name="Published">Whether the recap is public; a draft may be of a recap that is not.</param>
/// <param name="Changed">Only in a draft: whether the summary was rewritten since it was published.</param>
/// <param name="RepublishedAt">The last publication, if there was more than one.</param>
/// <param name="Talks">In the order of the programme; talks without a slot last, withdrawn ones nowhere.</param>
/// <param name="Slides">The meetup's own; likewise recordings and references.</param>
/// <param name="SlidesFrom">In public: when the meetup's own scheduled slides come out.</param>
public sealed record RecapView(
    MeetupHeader Meetup, bool Draft, string? Summary, bool Published, Instant? PublishedAt, Instant? RepublishedAt,
    int TimesPublished, bool? Changed, ValueList<RecapTalk> Talks, ValueList<DeckLink> Slides,
    ValueList<RecordingLink> Recordings, ValueList<Reference> References, ValueList<Photos> Photos,
    ValueList<Download> Downloads, long Version, long Position, Instant UpdatedAt, Instant? SlidesFrom = null)
{
    internal static RecapView OfPublished(RecapPage page)
    {
        var coming = ComingSlides.By(page.Meetup, page.Programme).Announced(page.Material);
        var view = Of(page, page.Material.Published());
        return view with
        {
            Summary = page.PublishedSummary,
            Talks = [.. view.Talks.Select(talk => talk with { SlidesFrom = coming[talk.TalkId].FirstOrDefault() })],
            SlidesFrom = coming[null].FirstOrDefault(),
        };
    }

    internal static RecapView OfDraft(RecapPage page) => Of(
        page, ComingSlides.By(page.Meetup, page.Programme).Dated(page.Material)) with
    {
        Draft = true,
        Summary = page.WrittenSummary,
        Changed = page.WrittenSummary != page.PublishedSummary,
    };

    // The material of a withdrawn talk has no talk to stand under, and so is left out with it.
    private static RecapView Of(RecapPage page, Material material)
    {
        var slides = material.Slides.ToLookup(deck => deck.TalkId);
        var recordings = material.Recordings.ToLookup(recording => recording.TalkId);
        var references = page.References.ToLookup(reference => reference.TalkId);
        RecapTalk[] talks =
        [
            .. Timetable.Of(page.Programme).Talks().Select(talk => new RecapTalk(
                talk.TalkId, talk.Title, talk.Kind, talk.Abstract, talk.Takeaways, talk.Language, talk.Speakers,
                [.. slides[talk.TalkId]], [.. recordings[talk.TalkId]], [.. references[talk.TalkId]])),
        ];
        return new(
            page.Meetup, Draft: false, Summary: null, page.TimesPublished > 0, page.PublishedAt, page.RepublishedAt,
            page.TimesPublished, Changed: null, [.. talks], [.. slides[null]], [.. recordings[null]], [.. references[null]],
            page.Photos, DownloadsOf(talks, slides[null]), page.Version, page.Position, page.UpdatedAt);
    }

    private static ValueList<Download> DownloadsOf(IEnumerable<RecapTalk> talks, IEnumerable<DeckLink> own) =>
    [
        .. talks.SelectMany(talk => talk.Slides.Where(IsPublished).Select(deck => Of(deck, talk.Title))),
        .. own.Where(IsPublished).Select(deck => Of(deck, talkTitle: null)),
    ];

    private static bool IsPublished(DeckLink deck) => deck.Status is SlidesStatus.Published;

    private static Download Of(DeckLink deck, string? talkTitle) => new(
        deck.SlidesId, deck.TalkId, deck.Title, talkTitle, deck.Url, deck.Version, deck.PublishedAt, deck.File);
}
