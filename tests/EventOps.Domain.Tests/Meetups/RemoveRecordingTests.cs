using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.Ids;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class RemoveRecordingTests
{
    private static readonly Guid Replay = Id(51);
    private static readonly RecordingAdded Added = new(Replay, null, "All of it", "https://example.org/video/1");
    private static readonly RemoveRecording Command = new(Replay, "Wrong cut");

    [Fact]
    public void a_recording_leaves_the_pages() =>
        Given(Scheduled, Added).When(Command).Then(new RecordingRemoved(Replay, "Wrong cut"));

    [Fact]
    public void what_was_never_there_cannot_leave() => Given(Scheduled).When(Command).Then(Refused("recording.not_found"));
}
