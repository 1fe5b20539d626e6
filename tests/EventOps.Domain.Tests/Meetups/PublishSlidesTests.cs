using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class PublishSlidesTests
{
    private static readonly PublishSlides Command = new(WasmDeck);

    [Fact]
    public void attached_slides_become_public() => Given(WithSlides).When(Command).Then(Published);

    [Fact]
    public void the_version_that_is_public_is_said() =>
        Given([.. WithSlides, new SlidesReplaced(WasmDeck, Wasm, "WASM in depth", Pdf, "WASM", "https://example.org/2.pdf", 2, false, null)])
            .When(Command).Then(new SlidesPublished(WasmDeck, Wasm, "WASM", "https://example.org/2.pdf", 2));

    [Fact]
    public void unknown_slides_are_not() => Given(Programme).When(Command).Then(Refused("slides.not_found"));

    [Fact]
    public void withdrawn_slides_are_not() =>
        Given([.. WithSlides, Withdrawn]).When(Command).Then(Refused("slides.withdrawn"));

    [Fact]
    public void nothing_is_published_for_a_cancelled_meetup() =>
        Given([.. WithSlides, Cancelled]).When(Command).Then(Refused("meetup.cancelled"));

    [Fact]
    public void what_is_public_already_is_so_in_a_cancelled_meetup_too() =>
        Given([.. WithSlides, Published, Cancelled]).When(Command).Then(Nothing);

    [Fact]
    public void the_slides_of_a_withdrawn_talk_are_not_published() =>
        Given([.. WithSlides, WasmWithdrawn]).When(Command).Then(Refused("talk.not_found"));

    [Fact]
    public void a_doubt_about_the_link_is_said_once_more() =>
        Given([.. Programme, Attached with { Url = "https://example.org/a.png" }]).When(Command).Warned("slides.not_a_document")
            .Then(Published with { Url = "https://example.org/a.png" });
}
