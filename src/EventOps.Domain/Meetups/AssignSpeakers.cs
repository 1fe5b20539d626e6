using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Says who gives a talk, in which part, in the order given; the list replaces the one before.</summary>
/// <param name="Overrule">Why somebody may be in two places at once, if they are.</param>
public sealed record AssignSpeakers(Guid TalkId, ValueList<TalkSpeaker> Speakers, string? Overrule = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (meetup.LiveTalk(TalkId) is not { } talk)
            return new NotFound("talk", TalkId);
        if (TalkSpeakers.Wrong(meetup, Speakers) is { } wrong)
            return wrong;
        if (talk.Speakers == Speakers)
            return Decision<MeetupEvent>.Nothing;
        var accepted = Decision<MeetupEvent>.Accept(new SpeakersAssigned(TalkId, Speakers, Overrule));
        return meetup.Slots.Values.Where(slot => slot.TalkId == TalkId)
            .OrderBy(slot => slot.Day).ThenBy(slot => slot.Start)
            .SelectMany(slot => SlotClashes.OfSpeakers(meetup, slot, Speakers))
            .OverruledBy(Overrule, accepted);
    }
}
