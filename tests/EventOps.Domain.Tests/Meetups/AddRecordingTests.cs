using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.Ids;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class AddRecordingTests
{
    private const string Video = "https://example.org/video/1";

    private static readonly Guid Replay = Id(51);
    private static readonly AddRecording Command = new("WASM, the talk", Video, Replay, Wasm);
    private static readonly RecordingAdded Added = new(Replay, Wasm, "WASM, the talk", Video);

    [Fact]
    public void a_talk_can_be_watched_again() => Given(Programme).When(Command).Then(Added);

    [Fact]
    public void or_the_whole_meetup() =>
        Given(Scheduled).When(Command with { TalkId = null }).Then(Added with { TalkId = null });

    [Fact]
    public void the_talk_comes_before_its_recording() => Given(Scheduled).When(Command).Then(Refused("talk.not_found"));

    [Fact]
    public void an_id_stands_for_one_recording() =>
        Given([.. Programme, Added]).When(Command with { Title = "Other" }).Then(Refused("recording.id_taken"));

    [Fact]
    public void a_removed_one_does_not_come_back() =>
        Given([.. Programme, Added, new RecordingRemoved(Replay, null)]).When(Command).Then(Refused("recording.id_taken"));

    [Fact]
    public void nothing_is_published_for_a_cancelled_meetup() =>
        Given([.. Programme, Cancelled]).When(Command).Then(Refused("meetup.cancelled"));

    [Fact]
    public void the_same_link_twice_is_said() =>
        Given([.. Programme, Added]).When(new AddRecording("Mesh", Video, Nobody, Mesh)).Warned("recording.link_shared")
            .Then(new RecordingAdded(Nobody, Mesh, "Mesh", Video));
}
