using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Links a recording of a talk, or of the whole meetup; everyone sees it at once.</summary>
public sealed record AddRecording(string Title, string Url, Guid RecordingId = default, Guid? TalkId = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        Entries.Add(meetup, meetup.Recordings, RecordingId, new(RecordingId, TalkId, Title, Url), "recording", () =>
        {
            if (meetup.Status is MeetupStatus.Cancelled)
                return new MeetupIsCancelled();
            if (meetup.MissingTalk(TalkId) is { } missing)
                return missing;
            return Decision<MeetupEvent>.Accept(new RecordingAdded(RecordingId, TalkId, Title, Url)).Warn(Shared(meetup));
        });

    private Warning? Shared(Meetup meetup) => meetup.Recordings.Values.Any(other => other.Url == Url)
        ? new("recording.link_shared", "Another recording of this meetup has the same link.", "url")
        : null;
}
