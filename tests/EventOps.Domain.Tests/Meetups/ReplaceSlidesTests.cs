using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class ReplaceSlidesTests
{
    private const string Newer = "https://example.org/wasm-2.pdf";

    private static readonly ReplaceSlides Command = new(WasmDeck, Newer, Reason: "A wrong figure");

    private static readonly SlidesReplaced Replaced = new(
        WasmDeck, Wasm, "WASM in depth", Pdf, "WASM in depth", Newer, 2, true, "A wrong figure");

    [Fact]
    public void published_slides_are_replaced_openly() => Given([.. WithSlides, Published]).When(Command).Then(Replaced);

    [Fact]
    public void that_needs_a_reason() =>
        Given([.. WithSlides, Published]).When(Command with { Reason = " " }).Then(Refused("slides.reason_missing"));

    [Fact]
    public void attached_ones_do_not() =>
        Given(WithSlides).When(Command with { Reason = null, Title = "WASM" })
            .Then(Replaced with { Title = "WASM", Published = false, Reason = null });

    [Fact]
    public void the_same_link_and_title_are_no_other_version() =>
        Given([.. WithSlides, Published]).When(new ReplaceSlides(WasmDeck, Pdf)).Then(Nothing);

    [Fact]
    public void unknown_slides_have_no_other_version() => Given(Programme).When(Command).Then(Refused("slides.not_found"));

    [Fact]
    public void nor_have_withdrawn_ones() =>
        Given([.. WithSlides, Withdrawn]).When(Command).Then(Refused("slides.withdrawn"));

    [Fact]
    public void nothing_is_published_for_a_cancelled_meetup() =>
        Given([.. WithSlides, Published, Cancelled]).When(Command).Then(Refused("meetup.cancelled"));

    [Fact]
    public void a_doubt_about_the_link_is_said() =>
        Given([.. WithSlides, Attached with { SlidesId = Nobody, Url = Newer }]).When(Command with { Reason = null })
            .Warned("slides.link_shared").Then(Replaced with { Published = false, Reason = null });
}
