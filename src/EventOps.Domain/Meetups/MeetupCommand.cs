using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>What an organizer can ask of one meetup. Deciding is pure; the same command again decides nothing.</summary>
public abstract record MeetupCommand
{
    private protected MeetupCommand()
    {
    }

    /// <summary>What the command comes to on a meetup in this state, at this moment.</summary>
    public Decision<MeetupEvent> Decide(Meetup meetup, Instant now) =>
        meetup.Exists || this is ScheduleEvent ? DecideOn(meetup, now) : new MeetupNotFound();

    private protected abstract Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now);
}

/// <summary>Nobody scheduled this meetup.</summary>
public sealed record MeetupNotFound() : Refusal(RefusalKind.NotFound, "meetup.not_found", "There is no such meetup.");

/// <summary>The meetup is cancelled: nothing more is announced or published for it until it is reinstated.</summary>
public sealed record MeetupIsCancelled()
    : Refusal(RefusalKind.Conflict, "meetup.cancelled", "The meetup is cancelled; reinstate it first.");
