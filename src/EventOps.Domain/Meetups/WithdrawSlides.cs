using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Takes slides back for good; whoever heard that they were published hears this too.</summary>
public sealed record WithdrawSlides(Guid SlidesId, string Reason) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (!meetup.Slides.TryGetValue(SlidesId, out var deck))
            return new NotFound("slides", SlidesId);
        if (deck.Status is SlidesStatus.Withdrawn)
            return Decision<MeetupEvent>.Nothing;
        var published = deck.Status is SlidesStatus.Published;
        if (published && string.IsNullOrWhiteSpace(Reason))
            return new SlidesReasonMissing();
        return new SlidesWithdrawn(SlidesId, deck.TalkId, deck.Title, deck.Url, deck.Version, published, Reason, deck.File);
    }
}
