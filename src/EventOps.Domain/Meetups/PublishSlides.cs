using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Shows attached slides to everyone and tells everyone who subscribed: now, or by itself when it is said when.</summary>
/// <param name="AvailableFrom">
/// A local date-time in the meetup's zone, or endOfTalk; left out, now. Slides that were scheduled already get the new time.
/// </param>
public sealed record PublishSlides(Guid SlidesId, AvailableFrom? AvailableFrom = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (!meetup.Slides.TryGetValue(SlidesId, out var deck))
            return new NotFound("slides", SlidesId);
        if (deck.Status is SlidesStatus.Published || (AvailableFrom is not null && deck.AvailableFrom == AvailableFrom))
            return Decision<MeetupEvent>.Nothing;
        if (meetup.Status is MeetupStatus.Cancelled)
            return new MeetupIsCancelled();
        if (deck.Status is SlidesStatus.Withdrawn)
            return new SlidesAreWithdrawn(SlidesId);
        if (meetup.MissingTalk(deck.TalkId) is { } missing)
            return missing;
        return AvailableFrom is { } from ? Schedule(meetup, deck, from, now) : Now(meetup, deck);
    }

    /// <summary>What publishing comes to once nothing stands against it.</summary>
    internal static Decision<MeetupEvent> Now(Meetup meetup, Deck deck) => Decision<MeetupEvent>
        .Accept(new SlidesPublished(deck.SlidesId, deck.TalkId, deck.Title, deck.Url, deck.Version, deck.File))
        .Warn(SlidesLinks.Doubts(meetup, deck.SlidesId, deck.Source));

    private static Decision<MeetupEvent> Schedule(Meetup meetup, Deck deck, AvailableFrom from, Instant now) =>
        Embargo.Impossible(from, deck.TalkId, meetup, now) is { } impossible
            ? impossible
            : Decision<MeetupEvent>.Accept(new SlidesScheduled(deck.SlidesId, deck.TalkId, from))
                .Warn(SlidesLinks.Doubts(meetup, deck.SlidesId, deck.Source));
}

/// <summary>Withdrawn slides do not come back; attach them anew.</summary>
public sealed record SlidesAreWithdrawn(Guid SlidesId) : Refusal(
    RefusalKind.Conflict, "slides.withdrawn", "These slides were withdrawn; attach them anew under another id.");
