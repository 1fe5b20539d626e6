using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class HoldSlidesTests
{
    private static readonly HoldSlides Command = new(WasmDeck);

    [Fact]
    public void scheduled_slides_lose_their_time() =>
        Given([.. WithSlides, AtTheEnd]).When(Command).Then(new SlidesHeld(WasmDeck, Wasm));

    [Fact]
    public void slides_that_have_none_are_held_already() => Given(WithSlides).When(Command).Then(Nothing);

    [Fact]
    public void withdrawn_slides_are_held_for_ever() => Given([.. WithSlides, AtTheEnd, Withdrawn]).When(Command).Then(Nothing);

    [Fact]
    public void published_slides_cannot_be_held_back() =>
        Given([.. WithSlides, AtTheEnd, Published]).When(Command).Then(Refused("slides.published"));

    [Fact]
    public void unknown_slides_are_not_held() => Given(Programme).When(Command).Then(Refused("slides.not_found"));

    [Fact]
    public void held_slides_are_not_due_at_any_time() =>
        Given([.. WithSlides, AtTheEnd, new SlidesHeld(WasmDeck, Wasm)]).When(new LiftEmbargo(WasmDeck), EndOfWasm).Then(Nothing);
}
