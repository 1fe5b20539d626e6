using EventOps.Domain.Shared;

namespace EventOps.Domain.Meetups;

/// <summary>
/// Erases a person at one meetup. No command of an organizer: whoever erases rewrites the events before it as well, and
/// everything that was made of them.
/// </summary>
/// <param name="Again">Whether to say it once more: an event came in between that still bore a name.</param>
public sealed record ErasePerson(Guid ErasureId, ValueList<Guid> SpeakerIds, ValueList<Guid> OrganiserIds, bool Again = false)
{
    public Decision<MeetupEvent> Decide(Meetup meetup) => !meetup.Exists || (!Again && meetup.Erased.IsSupersetOf(SpeakerIds.Concat(OrganiserIds)))
        ? Decision<MeetupEvent>.Nothing
        : new PersonErased(ErasureId, SpeakerIds, OrganiserIds);
}

/// <summary>The speaker's data was erased for good; a person who comes back is added anew.</summary>
public sealed record SpeakerIsErased(Guid SpeakerId) : Refusal(
    RefusalKind.Conflict, "speaker.erased", "This speaker's data was erased for good; add somebody who comes back anew.");
