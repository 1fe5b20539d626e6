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
        meetup.Exists || this is ScheduleEvent ? WithEmbargoes(meetup, DecideOn(meetup, now)) : new MeetupNotFound();

    // Many commands move, or lose, the moment at which slides come out; none of them has to think of it.
    private static Decision<MeetupEvent> WithEmbargoes(Meetup meetup, Decision<MeetupEvent> decision) => decision.Events.Count == 0
        ? decision
        : decision.Warn(Embargo.LeftWaiting(meetup, decision.Events.Aggregate(meetup, (state, e) => state.Evolve(e))));

    private protected abstract Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now);
}

/// <summary>Nobody scheduled this meetup.</summary>
public sealed record MeetupNotFound() : Refusal(RefusalKind.NotFound, "meetup.not_found", "There is no such meetup.");

/// <summary>The meetup is cancelled: nothing more is announced or published for it until it is reinstated.</summary>
public sealed record MeetupIsCancelled()
    : Refusal(RefusalKind.Conflict, "meetup.cancelled", "The meetup is cancelled; reinstate it first.");
