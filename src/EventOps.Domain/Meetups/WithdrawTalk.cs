using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Takes a talk off the programme; it leaves the agenda with the next release.</summary>
public sealed record WithdrawTalk(Guid TalkId, string Reason) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (!meetup.Talks.TryGetValue(TalkId, out var talk))
            return new NotFound("talk", TalkId);
        return talk.Withdrawn ? Decision<MeetupEvent>.Nothing : new TalkWithdrawn(TalkId, Reason);
    }
}
