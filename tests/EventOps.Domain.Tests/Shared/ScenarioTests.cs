using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Testing.Scenarios;
using Xunit;
using Xunit.Sdk;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Shared;

/// <summary>A scenario that cannot fail proves nothing.</summary>
public sealed class ScenarioTests
{
    private static readonly AddSpeaker AddKaisa = new(Kaisa, "杨斌", "凯撒");

    [Fact]
    public void it_misses_an_event() =>
        Fails(() => Given(Scheduled).When(AddKaisa).Then(KaisaAdded, ZhouAdded));

    [Fact]
    public void it_sees_one_too_many() =>
        Fails(() => Deciding(_ => Decision<MeetupEvent>.Accept(KaisaAdded, ZhouAdded)).Then(KaisaAdded));

    [Fact]
    public void it_sees_another_order() =>
        Fails(() => Deciding(_ => Decision<MeetupEvent>.Accept(KaisaAdded, ZhouAdded)).Then(ZhouAdded, KaisaAdded));

    [Fact]
    public void it_sees_another_field() =>
        Fails(() => Given(Scheduled).When(AddKaisa).Then(KaisaAdded with { Alias = null }));

    [Fact]
    public void it_looks_into_lists() =>
        Fails(() => Given(Scheduled, KaisaAdded).When(new AddTalk("WASM", Wasm, Speakers: [new TalkSpeaker(Kaisa)]))
            .Then(WasmAdded with { Speakers = [new TalkSpeaker(Kaisa, SpeakerPart.Host)] }));

    [Fact]
    public void it_sees_an_unexpected_warning() =>
        Fails(() => Given(Scheduled, ZhouAdded).When(new AddSpeaker(Kaisa, "Zhou"))
            .Then(new SpeakerAdded(Kaisa, "Zhou", null, null, null, null)));

    [Fact]
    public void it_misses_an_expected_one() =>
        Fails(() => Given(Scheduled).When(AddKaisa).Warned("speaker.namesake").Then(KaisaAdded));

    [Fact]
    public void it_tells_a_refusal_from_an_event() =>
        Fails(() => Given().When(AddKaisa).Then(KaisaAdded));

    [Fact]
    public void it_tells_a_refusal_from_another() =>
        Fails(() => Given().When(AddKaisa).Then(Refused("speaker.nameless")));

    [Fact]
    public void it_tells_a_refusal_from_nothing() =>
        Fails(() => Given().When(AddKaisa).Then(Nothing));

    [Fact]
    public void it_tells_an_event_from_nothing() =>
        Fails(() => Given(Scheduled).When(AddKaisa).Then(Nothing));

    [Fact]
    public void it_tells_nothing_from_a_refusal() =>
        Fails(() => Given(Scheduled, KaisaAdded).When(AddKaisa).Then(Refused("speaker.id_taken")));

    [Fact]
    public void it_wants_something_to_be_said() =>
        Fails(() => Given(Scheduled, KaisaAdded).When(AddKaisa).Then());

    [Fact]
    public void it_sees_a_repeat_that_decides_something() =>
        Fails(() => Deciding(_ => Decision<MeetupEvent>.Accept(Cancelled)).Then(Cancelled));

    [Fact]
    public void it_sees_a_repeat_that_is_refused() =>
        Fails(() => Deciding(meetup => meetup.Speakers.IsEmpty ? KaisaAdded : new SpeakerNameless()).Then(KaisaAdded));

    private static Outcome<Meetup, MeetupEvent> Deciding(Func<Meetup, Decision<MeetupEvent>> decide) =>
        Given(Scheduled).When(decide);

    private static void Fails(Action scenario) => Assert.ThrowsAny<XunitException>(scenario);
}
