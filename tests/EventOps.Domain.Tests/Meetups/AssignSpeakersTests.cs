using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class AssignSpeakersTests
{
    private static readonly AssignSpeakers ZhouToMesh = new(Mesh, [new TalkSpeaker(Zhou)]);

    [Fact]
    public void the_list_replaces_the_one_before() =>
        Given(Programme).When(ZhouToMesh).Then(new SpeakersAssigned(Mesh, [new TalkSpeaker(Zhou)], null));

    [Fact]
    public void the_order_is_a_fact() =>
        Given([.. Programme, new SpeakersAssigned(Mesh, [new TalkSpeaker(Zhou), new TalkSpeaker(Kaisa)], null)])
            .When(new AssignSpeakers(Mesh, [new TalkSpeaker(Kaisa), new TalkSpeaker(Zhou)]))
            .Then(new SpeakersAssigned(Mesh, [new TalkSpeaker(Kaisa), new TalkSpeaker(Zhou)], null));

    [Fact]
    public void nobody_at_all_is_a_list_too() =>
        Given(Programme).When(new AssignSpeakers(Mesh, [])).Then(new SpeakersAssigned(Mesh, [], null));

    [Fact]
    public void a_withdrawn_talk_needs_nobody() =>
        Given([.. Programme, WasmWithdrawn]).When(new AssignSpeakers(Wasm, [])).Then(Refused("talk.not_found"));

    [Fact]
    public void speakers_are_people_of_this_meetup() =>
        Given(Programme).When(new AssignSpeakers(Mesh, [new TalkSpeaker(Nobody)])).Then(Refused("speaker.not_found"));

    [Fact]
    public void each_of_them_once() =>
        Given(Programme).When(new AssignSpeakers(Mesh, [new TalkSpeaker(Zhou), new TalkSpeaker(Zhou, SpeakerPart.Host)]))
            .Then(Refused("talk.speaker_twice"));

    [Fact]
    public void nobody_is_in_two_places_at_once() =>
        Given(WasmAndMeshAtOnce).When(new AssignSpeakers(Mesh, [new TalkSpeaker(Kaisa)]))
            .Then(Refused("slot.speaker_clash"));

    [Fact]
    public void unless_somebody_says_why() =>
        Given(WasmAndMeshAtOnce).When(new AssignSpeakers(Mesh, [new TalkSpeaker(Kaisa)], "He runs")).Warned("slot.speaker_clash")
            .Then(new SpeakersAssigned(Mesh, [new TalkSpeaker(Kaisa)], "He runs"));

    private static MeetupEvent[] WasmAndMeshAtOnce =>
    [
        .. Programme, new SpeakersAssigned(Mesh, [new TalkSpeaker(Zhou)], null), WasmPlaced,
        MeshPlaced with { Start = new(13, 30), Room = "Lab" },
    ];
}
