using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class PublishAgendaTests
{
    private static readonly PublishAgenda Command = new();

    [Fact]
    public void the_first_release_is_number_one() => Given(Agenda).When(Command).Then(FirstRelease);

    [Fact]
    public void a_change_makes_the_next() =>
        Given([.. Agenda, FirstRelease, new SlotRemoved(WasmSlot)]).When(new PublishAgenda("One talk is unplaced"))
            .Warned("agenda.talks_unplaced").Then(new AgendaPublished(2, "One talk is unplaced"));

    [Fact]
    public void a_corrected_name_is_a_change() =>
        Given([.. Agenda, FirstRelease, new SpeakerRevised(Kaisa, "杨冰", "凯撒", null, null, null)]).When(Command)
            .Then(new AgendaPublished(2, null));

    [Fact]
    public void slides_are_none_they_never_wait_for_a_release() =>
        Given([.. Agenda, FirstRelease, Attached, Published]).When(Command).Then(Nothing);

    [Fact]
    public void there_is_something_to_publish() => Given(Scheduled, KaisaAdded).When(Command).Then(Refused("agenda.empty"));

    [Fact]
    public void the_slot_of_a_withdrawn_talk_is_nothing_to_publish() =>
        Given(Scheduled, KaisaAdded, WasmAdded, WasmPlaced, WasmWithdrawn).When(Command).Then(Refused("agenda.empty"));

    [Fact]
    public void the_only_talk_leaves_the_next_release_when_it_is_withdrawn() =>
        Given(Scheduled, KaisaAdded, WasmAdded, WasmPlaced, FirstRelease, WasmWithdrawn).When(Command).Warned("agenda.empty")
            .Then(new AgendaPublished(2, null));

    [Fact]
    public void nothing_is_released_for_a_cancelled_meetup() =>
        Given([.. Agenda, Cancelled]).When(Command).Then(Refused("meetup.cancelled"));

    [Fact]
    public void no_slot_lies_after_the_last_day() =>
        Given([.. Programme, OverThreeDays, WasmPlaced with { Day = 3 }, BackToOneDay]).When(Command)
            .Then(Refused("slot.outside_meetup"));

    [Fact]
    public void the_slot_of_a_withdrawn_talk_may() =>
        Given([.. Programme, MeshPlaced, OverThreeDays, WasmPlaced with { Day = 3 }, BackToOneDay, WasmWithdrawn]).When(Command)
            .Then(FirstRelease);

    private static EventRescheduled BackToOneDay => OverThreeDays with { OldEnd = Ends.PlusDays(2), End = Ends };
}
