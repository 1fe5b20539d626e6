using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class AttachSlidesTests
{
    private static readonly AttachSlides Command = new("WASM in depth", Pdf, WasmDeck, Wasm);

    [Fact]
    public void slides_are_filed_with_their_talk() => Given(Programme).When(Command).Then(Attached);

    [Fact]
    public void or_with_the_meetup() =>
        Given(Scheduled).When(Command with { TalkId = null }).Then(Attached with { TalkId = null });

    [Fact]
    public void the_talk_comes_before_its_slides() => Given(Scheduled).When(Command).Then(Refused("talk.not_found"));

    [Fact]
    public void an_id_stands_for_one_deck() =>
        Given(WithSlides).When(Command with { Title = "Other" }).Then(Refused("slides.id_taken"));

    [Fact]
    public void a_withdrawn_deck_does_not_come_back() =>
        Given([.. WithSlides, Withdrawn]).When(Command).Then(Refused("slides.id_taken"));

    [Fact]
    public void published_slides_are_attached_already() => Given([.. WithSlides, Published]).When(Command).Then(Nothing);

    [Fact]
    public void the_same_link_under_two_decks_is_said() =>
        Given(WithSlides).When(new AttachSlides("Mesh", Pdf, Nobody, Mesh)).Warned("slides.link_shared")
            .Then(new SlidesAttached(Nobody, Mesh, "Mesh", Pdf, 1));

    [Fact]
    public void a_withdrawn_deck_shares_its_link_with_nobody() =>
        Given([.. WithSlides, Withdrawn]).When(Command with { SlidesId = Nobody }).Then(Attached with { SlidesId = Nobody });

    [Theory]
    [InlineData("https://example.org/cover.png")]
    [InlineData("https://example.org/")]
    [InlineData("https://notgithub.com/team/slides")]
    public void a_link_that_is_not_a_document_is_said(string url) =>
        Given(Programme).When(Command with { Url = url }).Warned("slides.not_a_document").Then(Attached with { Url = url });

    [Theory]
    [InlineData("https://example.org/deck.PPTX?download=1")]
    [InlineData("https://www.yuque.com/team/deck")]
    [InlineData("https://github.com/team/slides")]
    public void a_document_is_known_by_its_ending_or_its_host(string url) =>
        Given(Programme).When(Command with { Url = url }).Then(Attached with { Url = url });

    [Fact]
    public void with_a_time_they_are_scheduled_as_well() =>
        Given(Agenda).When(Command with { AvailableFrom = AvailableFrom.EndOfTalk }).Then(Attached, AtTheEnd);

    [Fact]
    public void the_meetup_has_no_talk_whose_end_could_be_waited_for() => Given(Agenda)
        .When(Command with { TalkId = null, AvailableFrom = AvailableFrom.EndOfTalk }).Then(Refused("slides.no_talk"));

    [Fact]
    public void a_time_that_is_over_is_a_typing_error() => Given(Agenda)
        .When(Command with { AvailableFrom = AvailableFrom.At(new(2020, 12, 18, 21, 0)) }).Then(Refused("slides.time_past"));

    [Fact]
    public void another_time_is_not_the_same_command() =>
        Given([.. WithSlides, AtNine]).When(Command with { AvailableFrom = AvailableFrom.EndOfTalk }).Then(Refused("slides.id_taken"));

    [Fact]
    public void a_repeat_after_they_came_out_changes_nothing() =>
        Given([.. WithSlides, AtTheEnd, Published]).When(Command with { AvailableFrom = AvailableFrom.EndOfTalk }).Then(Nothing);
}
