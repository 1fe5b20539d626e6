using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

/// <summary>What organizers are told when a change takes away the moment at which slides come out.</summary>
public sealed class EmbargoTests
{
    private static readonly MeetupEvent[] Waiting = [.. WithSlides, AtTheEnd];

    [Fact]
    public void a_slot_that_goes_takes_the_moment_with_it() =>
        Given(Waiting).When(new RemoveSlot(WasmSlot)).Warned("slides.wait").Then(new SlotRemoved(WasmSlot));

    [Fact]
    public void so_does_a_talk() =>
        Given([.. WithSlides, AtNine]).When(new WithdrawTalk(Wasm, "Ill")).Warned("slides.wait").Then(WasmWithdrawn);

    [Fact]
    public void so_does_a_date() => Given(Waiting).When(new PostponeEvent("A typhoon")).Warned("slides.wait").Then(Postponed);

    [Fact]
    public void so_does_the_meetup() => Given(Waiting).When(new CancelEvent("A typhoon")).Warned("slides.wait").Then(Cancelled);

    [Fact]
    public void what_waits_already_is_not_told_again() =>
        Given([.. Waiting, new SlotRemoved(WasmSlot)]).When(new PostponeEvent("A typhoon")).Then(Postponed);

    [Fact]
    public void a_talk_without_a_slot_has_no_end_yet() =>
        Given([.. Programme, Attached]).When(new PublishSlides(WasmDeck, AvailableFrom.EndOfTalk)).Warned("slides.wait").Then(AtTheEnd);

    [Fact]
    public void a_move_takes_the_end_of_a_talk_along_and_leaves_a_time_where_it_is()
    {
        var move = new RescheduleEvent(Starts.PlusDays(1), "The hall", Ends.PlusDays(1));
        Given(Waiting).When(move).Then(OverToSunday);
        Given([.. WithSlides, AtNine]).When(move).Warned("slides.time_stays").Then(OverToSunday);
    }
}
