using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class AddSpeakerTests
{
    [Fact]
    public void a_speaker_is_known_by_name_and_alias() =>
        Given(Scheduled).When(new AddSpeaker(Kaisa, "杨斌", "凯撒")).Then(KaisaAdded);

    [Fact]
    public void the_alias_is_enough_and_an_empty_name_is_none() =>
        Given(Scheduled).When(new AddSpeaker(Kaisa, "", "凯撒", "Ant", "Director", "Builds clouds."))
            .Then(new SpeakerAdded(Kaisa, null, "凯撒", "Ant", "Director", "Builds clouds."));

    [Fact]
    public void a_speaker_is_somebody() =>
        Given(Scheduled).When(new AddSpeaker(Kaisa, "", "")).Then(Refused("speaker.nameless"));

    [Fact]
    public void an_id_stands_for_one_speaker() =>
        Given(Scheduled, KaisaAdded).When(new AddSpeaker(Kaisa, "Somebody else")).Then(Refused("speaker.id_taken"));

    [Fact]
    public void an_id_is_not_given_away_again() =>
        Given(Scheduled, KaisaAdded, new SpeakerRemoved(Kaisa)).When(new AddSpeaker(Kaisa, "杨斌", "凯撒"))
            .Then(Refused("speaker.id_taken"));

    [Fact]
    public void a_namesake_is_said() =>
        Given(Scheduled, ZhouAdded).When(new AddSpeaker(Kaisa, "Zhou")).Warned("speaker.namesake")
            .Then(new SpeakerAdded(Kaisa, "Zhou", null, null, null, null));
}
