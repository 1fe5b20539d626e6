using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Files slides with a talk, or with the meetup as a whole. Nobody outside sees them before they are published.</summary>
public sealed record AttachSlides(string Title, string Url, Guid SlidesId = default, Guid? TalkId = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (meetup.Slides.TryGetValue(SlidesId, out var known))
            return IsAlready(known) ? Decision<MeetupEvent>.Nothing : new IdTaken("slides", SlidesId);
        if (meetup.MissingTalk(TalkId) is { } missing)
            return missing;
        return Decision<MeetupEvent>.Accept(new SlidesAttached(SlidesId, TalkId, Title, Url, Version: 1))
            .Warn(SlidesLinks.Doubts(meetup, SlidesId, Url));
    }

    private bool IsAlready(Deck known) =>
        known.Status is not SlidesStatus.Withdrawn && known.Version == 1 && known.TalkId == TalkId && known.Title == Title && known.Url == Url;
}
