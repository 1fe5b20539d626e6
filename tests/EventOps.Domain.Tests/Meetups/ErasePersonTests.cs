using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class ErasePersonTests
{
    private static readonly ErasePerson Command = new(Nobody, [Kaisa], []);
    private static readonly PersonErased Erased = new(Nobody, [Kaisa], []);

    [Fact]
    public void a_person_is_erased_once() => Given(Agenda).When(meetup => Command.Decide(meetup)).Then(Erased);

    [Fact]
    public void it_is_said_again_when_a_name_came_in_between() =>
        Assert.Equal([Erased], (Command with { Again = true }).Decide(State([.. Agenda, Erased])).Events);

    [Fact]
    public void nothing_but_the_id_and_a_mark_is_left()
    {
        var meetup = State([.. Agenda, new OrganiserAdded(Nobody, "Kaisa", OrganiserRole.Partner, "https://example.org"), new PersonErased(Nobody, [Kaisa], [Nobody])]);
        Assert.Equal(new Speaker(Kaisa, "[erased]", null, null, null, null), meetup.Speakers[Kaisa]);
        Assert.Equal(new Organiser(Nobody, "[erased]", OrganiserRole.Partner, null), meetup.Organisers[Nobody]);
        Assert.Equal("Zhou", meetup.Speakers[Zhou].Name);
    }

    [Fact]
    public void an_erased_speaker_gets_no_new_name() =>
        Given([.. Agenda, Erased]).When(new ReviseSpeaker(Kaisa, Name: "杨斌")).Then(Refused("speaker.erased"));

    [Fact]
    public void going_back_brings_no_name_back() =>
        Given([.. Agenda, Erased]).When(new RevertTo(7, "A slip").Knowing(State(Agenda))).Then(Nothing);

    [Theory]
    [InlineData("[erased]", true)]
    [InlineData("[erased] 2", true)]
    [InlineData("Ann [erased]", false)]
    [InlineData(null, false)]
    public void a_mark_is_known_from_a_name(string? name, bool expected) => Assert.Equal(expected, ErasedPerson.IsMark(name));

    private static Meetup State(IEnumerable<MeetupEvent> events) => events.Aggregate(Meetup.Initial, (meetup, e) => meetup.Evolve(e));
}
