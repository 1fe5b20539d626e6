using EventOps.Domain.Communities;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Server.Access;

/// <summary>What speakers may do: revise their own talks, hand in and replace their slides. To publish is not theirs.</summary>
internal static class OwnTalks
{
    /// <summary>Null for whoever runs meetups.</summary>
    public static Func<Meetup, MeetupCommand, Refusal?>? LimitOf(Caller caller, Guid meetupId) =>
        caller.May(Right.RunMeetups) ? null : Limit(caller.Holder?.Talks ?? [], meetupId);

    public static Func<Meetup, MeetupCommand, Refusal?> Limit(ValueList<OwnTalk> talks, Guid meetupId) =>
        (meetup, command) => TalkOf(meetup, command) is { } talk && talks.Contains(new OwnTalk(meetupId, talk)) ? null : new NotOwnTalk();

    // Slides that the public has are the organizers' to change.
    private static Guid? TalkOf(Meetup meetup, MeetupCommand command) => command switch
    {
        ReviseTalk revise => revise.TalkId,
        AttachSlides { AvailableFrom: null } attach => attach.TalkId,
        ReplaceSlides replace when meetup.Slides.TryGetValue(replace.SlidesId, out var deck)
            && deck.Status is SlidesStatus.Attached or SlidesStatus.Scheduled => deck.TalkId,
        _ => null,
    };
}

/// <summary>A speaker asked for something that is not about a talk of their own, or is the organizers' to do.</summary>
public sealed record NotOwnTalk() : Refusal(
    RefusalKind.Forbidden, "access.not_own_talk", "Speakers revise their own talks and hand in slides for them; the rest is the organizers'.");
