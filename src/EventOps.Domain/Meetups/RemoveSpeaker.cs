using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Takes a speaker off the meetup, once no talk needs them.</summary>
public sealed record RemoveSpeaker(Guid SpeakerId) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        Entries.Remove(meetup, meetup.Speakers, SpeakerId, "speaker", _ =>
            meetup.Talks.Values.FirstOrDefault(Needs) is { } talk
                ? new SpeakerStillAssigned(SpeakerId, talk.TalkId, talk.Title)
                : new SpeakerRemoved(SpeakerId));

    private bool Needs(Talk talk) => !talk.Withdrawn && talk.Speakers.Any(s => s.SpeakerId == SpeakerId);
}

/// <summary>A talk on the programme names this speaker.</summary>
public sealed record SpeakerStillAssigned(Guid SpeakerId, Guid TalkId, string TalkTitle) : Refusal(
    RefusalKind.Conflict, "speaker.still_assigned", $"The speaker is still named by the talk '{TalkTitle}'; assign others or withdraw it.");
