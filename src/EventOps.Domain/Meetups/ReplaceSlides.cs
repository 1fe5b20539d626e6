using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Puts another version in the place of slides. Published ones are replaced openly: a reason is needed and told.</summary>
public sealed record ReplaceSlides(Guid SlidesId, string Url, string? Title = null, string? Reason = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (!meetup.Slides.TryGetValue(SlidesId, out var deck))
            return new NotFound("slides", SlidesId);
        if (deck.Status is SlidesStatus.Withdrawn)
            return new SlidesAreWithdrawn(SlidesId);
        if (deck.Url == Url && deck.Title == (Title ?? deck.Title))
            return Decision<MeetupEvent>.Nothing;
        var published = deck.Status is SlidesStatus.Published;
        if (published && meetup.Status is MeetupStatus.Cancelled)
            return new MeetupIsCancelled();
        if (published && string.IsNullOrWhiteSpace(Reason))
            return new SlidesReasonMissing();
        return Decision<MeetupEvent>.Accept(new SlidesReplaced(
                SlidesId, deck.TalkId, deck.Title, deck.Url, Title ?? deck.Title, Url, deck.Version + 1, published, Reason))
            .Warn(SlidesLinks.Doubts(meetup, SlidesId, Url));
    }
}

/// <summary>People have the published slides already; they are told why they change.</summary>
public sealed record SlidesReasonMissing() : Refusal(
    RefusalKind.Invalid, "slides.reason_missing", "Published slides are replaced or withdrawn with a reason.");
