using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class RemoveSlotTests
{
    private static readonly RemoveSlot Command = new(WasmSlot);

    [Fact]
    public void a_slot_leaves_the_agenda() => Given(Agenda).When(Command).Then(new SlotRemoved(WasmSlot));

    [Fact]
    public void its_talk_stays_and_can_be_placed_again() =>
        Given([.. Agenda, new SlotRemoved(WasmSlot)])
            .When(new PlaceSlot(new(13, 0), new(14, 0), Nobody, TalkId: Wasm, Room: "Hall"))
            .Then(WasmPlaced with { SlotId = Nobody });

    [Fact]
    public void what_was_never_there_cannot_leave() => Given(Programme).When(Command).Then(Refused("slot.not_found"));
}
