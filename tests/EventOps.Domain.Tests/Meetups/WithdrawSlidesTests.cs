using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class WithdrawSlidesTests
{
    private static readonly WithdrawSlides Command = new(WasmDeck, "Wrong file");

    [Fact]
    public void attached_slides_are_taken_back() => Given(WithSlides).When(Command).Then(Withdrawn);

    [Fact]
    public void published_ones_say_that_they_were_public() =>
        Given([.. WithSlides, Published]).When(Command).Then(Withdrawn with { Published = true });

    [Fact]
    public void that_needs_a_reason() =>
        Given([.. WithSlides, Published]).When(Command with { Reason = " " }).Then(Refused("slides.reason_missing"));

    [Fact]
    public void a_cancelled_meetup_may_take_them_back_too() =>
        Given([.. WithSlides, Published, Cancelled]).When(Command).Then(Withdrawn with { Published = true });

    [Fact]
    public void unknown_slides_cannot_be_taken_back() => Given(Programme).When(Command).Then(Refused("slides.not_found"));
}
