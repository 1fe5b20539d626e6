using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class AddTalkTests
{
    private static readonly AddTalk Command = new("WASM", Wasm, Speakers: [new TalkSpeaker(Kaisa)]);

    [Fact]
    public void a_talk_joins_the_programme() => Given(Scheduled, KaisaAdded).When(Command).Then(WasmAdded);

    [Fact]
    public void a_panel_names_its_moderator() =>
        Given(Scheduled, KaisaAdded, ZhouAdded)
            .When(new AddTalk(
                "Clouds?", Wasm, TalkKind.Panel, "Four views.", ["What to ask"], "en",
                [new TalkSpeaker(Zhou, SpeakerPart.Moderator), new TalkSpeaker(Kaisa, SpeakerPart.Panelist)]))
            .Then(new TalkAdded(
                Wasm, "Clouds?", TalkKind.Panel, "Four views.", ["What to ask"], "en",
                [new TalkSpeaker(Zhou, SpeakerPart.Moderator), new TalkSpeaker(Kaisa, SpeakerPart.Panelist)]));

    [Fact]
    public void its_speakers_are_people_of_this_meetup() =>
        Given(Scheduled).When(Command).Then(Refused("speaker.not_found"));

    [Fact]
    public void each_of_them_once() =>
        Given(Scheduled, KaisaAdded).When(Command with { Speakers = [new TalkSpeaker(Kaisa), new TalkSpeaker(Kaisa)] })
            .Then(Refused("talk.speaker_twice"));

    [Fact]
    public void an_id_stands_for_one_talk() =>
        Given(Programme).When(Command with { Title = "Something else" }).Then(Refused("talk.id_taken"));

    [Fact]
    public void a_withdrawn_talk_does_not_come_back() =>
        Given([.. Programme, WasmWithdrawn]).When(Command).Then(Refused("talk.id_taken"));

    [Fact]
    public void a_title_that_another_talk_bears_is_said() =>
        Given(Programme).When(new AddTalk("WASM", Nobody)).Warned("talk.same_title")
            .Then(new TalkAdded(Nobody, "WASM", TalkKind.Talk, null, [], null, []));
}
