using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Puts another version in the place of slides. Published ones are replaced openly: a reason is needed and told.</summary>
/// <param name="Url">Where the new version is; left out when it was uploaded.</param>
/// <param name="File">The SHA-256 of an uploaded file, in the place of a link.</param>
public sealed record ReplaceSlides(
    Guid SlidesId, string? Url = null, string? Title = null, string? Reason = null, FileReference? File = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (!meetup.Slides.TryGetValue(SlidesId, out var deck))
            return new NotFound("slides", SlidesId);
        if (deck.Status is SlidesStatus.Withdrawn)
            return new SlidesAreWithdrawn(SlidesId);
        if (DeckSource.IsOf(deck, Url, File) && deck.Title == (Title ?? deck.Title))
            return Decision<MeetupEvent>.Nothing;
        var published = deck.Status is SlidesStatus.Published;
        if (published && meetup.Status is MeetupStatus.Cancelled)
            return new MeetupIsCancelled();
        if (published && string.IsNullOrWhiteSpace(Reason))
            return new SlidesReasonMissing();
        var version = deck.Version + 1;
        if (DeckSource.Of(Url, File, SlidesId, version) is var (source, refusal) && source is null)
            return refusal!;
        return Decision<MeetupEvent>.Accept(new SlidesReplaced(
                SlidesId, deck.TalkId, deck.Title, deck.Url, Title ?? deck.Title, source.Url, version, published, Reason,
                deck.File, source.File))
            .Warn(SlidesLinks.Doubts(meetup, SlidesId, source));
    }
}

/// <summary>People have the published slides already; they are told why they change.</summary>
public sealed record SlidesReasonMissing() : Refusal(
    RefusalKind.Invalid, "slides.reason_missing", "Published slides are replaced or withdrawn with a reason.");
