using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>
/// Files slides with a talk, or with the meetup as a whole. Nobody outside sees them before they are published, which happens
/// by itself if it is said when.
/// </summary>
/// <param name="Url">Where the slides are; left out when they were uploaded.</param>
/// <param name="AvailableFrom">
/// A local date-time in the meetup's zone, or endOfTalk; left out, the slides wait for somebody to publish them.
/// </param>
/// <param name="File">The SHA-256 of an uploaded file, in the place of a link.</param>
public sealed record AttachSlides(
    string Title, string? Url = null, Guid SlidesId = default, Guid? TalkId = null, AvailableFrom? AvailableFrom = null,
    FileReference? File = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (meetup.Slides.TryGetValue(SlidesId, out var known))
            return IsAlready(known) ? Decision<MeetupEvent>.Nothing : new IdTaken("slides", SlidesId);
        if (meetup.MissingTalk(TalkId) is { } missing)
            return missing;
        if (AvailableFrom is { } from && Embargo.Impossible(from, TalkId, meetup, now) is { } impossible)
            return impossible;
        if (DeckSource.Of(Url, File, SlidesId, version: 1) is var (source, refusal) && source is null)
            return refusal!;
        MeetupEvent attached = new SlidesAttached(SlidesId, TalkId, Title, source.Url, Version: 1, source.File);
        return Decision<MeetupEvent>
            .Accept(AvailableFrom is { } time ? [attached, new SlidesScheduled(SlidesId, TalkId, time)] : [attached])
            .Warn(SlidesLinks.Doubts(meetup, SlidesId, source));
    }

    private bool IsAlready(Deck known) =>
        known.Status is not SlidesStatus.Withdrawn && known.Version == 1 && known.TalkId == TalkId && known.Title == Title
        && DeckSource.IsOf(known, Url, File) && (AvailableFrom is null || known.Status is SlidesStatus.Published || known.AvailableFrom == AvailableFrom);
}
