using EventOps.Domain.Shared;

namespace EventOps.Domain.Meetups;

/// <summary>The same speaker is listed twice for one talk.</summary>
public sealed record SpeakerListedTwice(Guid SpeakerId) : Refusal(
    RefusalKind.Invalid, "talk.speaker_twice", $"The speaker {SpeakerId} is listed twice for one talk.");

/// <summary>Who may be named for a talk: people of this meetup, each once.</summary>
internal static class TalkSpeakers
{
    public static Refusal? Wrong(Meetup meetup, ValueList<TalkSpeaker> speakers)
    {
        var seen = new HashSet<Guid>();
        foreach (var (id, _) in speakers)
        {
            if (!meetup.Speakers.ContainsKey(id))
                return new NotFound("speaker", id);
            if (!seen.Add(id))
                return new SpeakerListedTwice(id);
        }

        return null;
    }
}
