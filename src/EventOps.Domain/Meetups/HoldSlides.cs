using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Takes the time away from scheduled slides: they wait for somebody to publish them, as if only attached.</summary>
public sealed record HoldSlides(Guid SlidesId) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (!meetup.Slides.TryGetValue(SlidesId, out var deck))
            return new NotFound("slides", SlidesId);
        return deck.Status switch
        {
            SlidesStatus.Published => new SlidesArePublished(SlidesId),
            SlidesStatus.Scheduled => new SlidesHeld(SlidesId, deck.TalkId),
            _ => Decision<MeetupEvent>.Nothing,
        };
    }
}

/// <summary>Too late to keep them back: they can be withdrawn with a reason.</summary>
public sealed record SlidesArePublished(Guid SlidesId) : Refusal(
    RefusalKind.Conflict, "slides.published", "These slides are published; withdraw them with a reason.");
