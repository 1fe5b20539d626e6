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
        return deck.Status is SlidesStatus.Withdrawn
            ? Decision<MeetupEvent>.Nothing
            : new SlidesWithdrawn(
                SlidesId, deck.TalkId, deck.Title, deck.Url, deck.Version, deck.Status is SlidesStatus.Published, Reason);
    }
}
