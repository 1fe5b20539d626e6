using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Takes a recording off the pages.</summary>
public sealed record RemoveRecording(Guid RecordingId, string? Reason = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        Entries.Remove(meetup, meetup.Recordings, RecordingId, "recording", _ => new RecordingRemoved(RecordingId, Reason));
}
