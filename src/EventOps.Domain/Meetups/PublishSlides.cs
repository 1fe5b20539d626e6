using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Shows attached slides to everyone and tells everyone who subscribed.</summary>
public sealed record PublishSlides(Guid SlidesId) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (!meetup.Slides.TryGetValue(SlidesId, out var deck))
            return new NotFound("slides", SlidesId);
        if (deck.Status is SlidesStatus.Published)
            return Decision<MeetupEvent>.Nothing;
        if (meetup.Status is MeetupStatus.Cancelled)
            return new MeetupIsCancelled();
        if (deck.Status is SlidesStatus.Withdrawn)
            return new SlidesAreWithdrawn(SlidesId);
        if (meetup.MissingTalk(deck.TalkId) is { } missing)
            return missing;
        return Decision<MeetupEvent>.Accept(new SlidesPublished(SlidesId, deck.TalkId, deck.Title, deck.Url, deck.Version))
            .Warn(SlidesLinks.Doubts(meetup, SlidesId, deck.Url));
    }
}

/// <summary>Withdrawn slides do not come back; attach them anew.</summary>
public sealed record SlidesAreWithdrawn(Guid SlidesId) : Refusal(
    RefusalKind.Conflict, "slides.withdrawn", "These slides were withdrawn; attach them anew under another id.");
