using EventOps.Domain.Meetups;
using NodaTime;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class LiftEmbargoTests
{
    private static readonly LiftEmbargo Command = new(WasmDeck);
    private static readonly Instant Before = EndOfWasm - Duration.Epsilon;
    private static readonly MeetupEvent[] Waiting = [.. WithSlides, AtTheEnd];

    [Fact]
    public void slides_come_out_when_their_talk_ends() => Given(Waiting).When(Command, EndOfWasm).Then(Published);

    [Fact]
    public void and_not_a_moment_before() => Given(Waiting).When(Command, Before).Then(Refused("slides.not_due"));

    [Fact]
    public void or_at_the_local_time_that_was_said() =>
        Given([.. WithSlides, AtNine]).When(Command, Instant.FromUtc(2021, 12, 18, 13, 0)).Then(Published);

    [Fact]
    public void the_version_that_is_there_then_comes_out() =>
        Given([.. Waiting, new SlidesReplaced(WasmDeck, Wasm, "WASM in depth", Pdf, "WASM", "https://example.org/2.pdf", 2, false, null)])
            .When(Command, EndOfWasm).Then(new SlidesPublished(WasmDeck, Wasm, "WASM", "https://example.org/2.pdf", 2));

    [Fact]
    public void the_time_given_last_counts() =>
        Given([.. WithSlides, AtNine, AtTheEnd]).When(Command, EndOfWasm).Then(Published);

    [Fact]
    public void a_talk_that_moves_takes_them_along() => Given([.. Waiting, WasmMoved]).When(Command, EndOfWasm).Then(Refused("slides.not_due"));

    [Fact]
    public void so_does_the_meetup() =>
        Given([.. Waiting, OverToSunday]).When(Command, EndOfWasm).Then(Refused("slides.not_due"));

    [Fact]
    public void and_they_come_out_at_the_new_end() =>
        Given([.. Waiting, WasmMoved, OverToSunday]).When(Command, EndOfWasm + Duration.FromHours(26)).Then(Published);

    [Fact]
    public void of_two_slots_of_a_talk_the_later_one_counts() =>
        Given([.. Waiting, WasmPlaced with { SlotId = Nobody, Start = new(15, 0), End = new(16, 0) }])
            .When(Command, EndOfWasm + Duration.FromHours(2) - Duration.Epsilon).Then(Refused("slides.not_due"));

    [Fact]
    public void without_a_slot_nobody_knows_when() =>
        Given([.. Waiting, new SlotRemoved(WasmSlot)]).When(Command, Later).Then(Refused("slides.not_due"));

    [Fact]
    public void nothing_comes_out_for_a_cancelled_meetup() =>
        Given([.. WithSlides, AtNine, Cancelled]).When(Command, Later).Then(Refused("slides.not_due"));

    [Fact]
    public void reinstated_it_makes_up_for_the_time_that_passed() =>
        Given([.. WithSlides, AtNine, Cancelled, new EventReinstated(null)]).When(Command, Later).Then(Published);

    [Fact]
    public void while_postponed_the_talk_has_no_end_but_a_time_is_a_time()
    {
        Given([.. Waiting, Postponed]).When(Command, Later).Then(Refused("slides.not_due"));
        Given([.. WithSlides, AtNine, Postponed]).When(Command, Later).Then(Published);
    }

    [Fact]
    public void the_slides_of_a_withdrawn_talk_stay_in() =>
        Given([.. WithSlides, AtNine, WasmWithdrawn]).When(Command, Later).Then(Refused("slides.not_due"));

    [Fact]
    public void what_was_published_by_hand_is_out() => Given([.. Waiting, Published]).When(Command, EndOfWasm).Then(Nothing);

    [Fact]
    public void what_was_withdrawn_stays_so() => Given([.. Waiting, Withdrawn]).When(Command, EndOfWasm).Then(Nothing);

    [Fact]
    public void unknown_slides_have_no_embargo() => Given(Programme).When(Command).Then(Refused("slides.not_found"));

    private static Instant Later => EndOfWasm + Duration.FromDays(100);
}
