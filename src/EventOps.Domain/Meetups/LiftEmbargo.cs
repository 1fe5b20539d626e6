using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>
/// Publishes scheduled slides whose moment has come. The server asks it by itself; asking earlier, later or twice does no harm.
/// </summary>
public sealed record LiftEmbargo(Guid SlidesId) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (!meetup.Slides.TryGetValue(SlidesId, out var deck))
            return new NotFound("slides", SlidesId);
        if (deck.Status is not SlidesStatus.Scheduled)
            return Decision<MeetupEvent>.Nothing;
        var due = meetup.DueOf(deck);
        return due <= now ? PublishSlides.Now(meetup, deck) : new SlidesNotDue(SlidesId, due);
    }
}

/// <summary>The slides' moment has not come, or nobody knows when it will.</summary>
/// <param name="Due">Absent while it is unknown.</param>
public sealed record SlidesNotDue(Guid SlidesId, Instant? Due) : Refusal(
    RefusalKind.Conflict, "slides.not_due", "These slides are scheduled, and their moment has not come.");
