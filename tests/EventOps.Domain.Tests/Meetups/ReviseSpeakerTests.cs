using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class ReviseSpeakerTests
{
    [Fact]
    public void what_is_left_out_stays_and_an_empty_text_clears() =>
        Given(Scheduled, KaisaAdded).When(new ReviseSpeaker(Kaisa, Name: "", Role: "Director"))
            .Then(new SpeakerRevised(Kaisa, null, "凯撒", null, "Director", null));

    [Fact]
    public void the_same_text_changes_nothing() =>
        Given(Scheduled, KaisaAdded).When(new ReviseSpeaker(Kaisa, "杨斌")).Then(Nothing);

    [Fact]
    public void a_speaker_stays_somebody() =>
        Given(Scheduled, KaisaAdded).When(new ReviseSpeaker(Kaisa, "", "")).Then(Refused("speaker.nameless"));

    [Fact]
    public void nobody_is_revised() =>
        Given(Scheduled).When(new ReviseSpeaker(Nobody, "Somebody")).Then(Refused("speaker.not_found"));
}
