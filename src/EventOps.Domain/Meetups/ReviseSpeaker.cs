using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Corrects what is known of a speaker. What is left out stays; an empty text clears.</summary>
public sealed record ReviseSpeaker(
    Guid SpeakerId, string? Name = null, string? Alias = null, string? Organisation = null, string? Role = null,
    string? Bio = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) => meetup.Erased.Contains(SpeakerId)
        ? new SpeakerIsErased(SpeakerId)
        : Entries.Change(meetup.Speakers, SpeakerId, "speaker", Revised, after => after is { Name: null, Alias: null }
            ? new SpeakerNameless()
            : new SpeakerRevised(SpeakerId, after.Name, after.Alias, after.Organisation, after.Role, after.Bio));

    private Speaker Revised(Speaker before) => new(
        SpeakerId, Texts.Revise(before.Name, Name), Texts.Revise(before.Alias, Alias),
        Texts.Revise(before.Organisation, Organisation), Texts.Revise(before.Role, Role), Texts.Revise(before.Bio, Bio));
}
