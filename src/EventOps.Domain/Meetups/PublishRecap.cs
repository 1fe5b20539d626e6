using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Makes the recap page public, or its rewritten summary.</summary>
public sealed record PublishRecap(string? Comment = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (meetup.RecapPublished && !meetup.RecapChanged)
            return Decision<MeetupEvent>.Nothing;
        if (meetup.Status is MeetupStatus.Cancelled)
            return new MeetupIsCancelled();
        return Decision<MeetupEvent>.Accept(new RecapPublished(Comment)).Warn(TooEarly(meetup, now));
    }

    private static Warning? TooEarly(Meetup meetup, Instant now) => now < MeetupTimes.StartInstant(meetup.Time)
        ? new("recap.before_the_start", "The recap is published before the meetup has started.", "")
        : null;
}
