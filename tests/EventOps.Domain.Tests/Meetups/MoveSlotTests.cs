using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class MoveSlotTests
{
    private static readonly MoveSlot Later = new(WasmSlot, Start: new(15, 0), End: new(16, 0));

    private static readonly SlotMoved MovedLater = new(
        WasmSlot, 1, new(13, 0), new(14, 0), "Hall", null, 1, new(15, 0), new(16, 0), "Hall", null, null);

    [Fact]
    public void a_slot_says_where_it_was_and_where_it_is() => Given(Agenda).When(Later).Then(MovedLater);

    [Fact]
    public void an_empty_room_clears() =>
        Given(Agenda).When(Later with { Room = "", Track = "Deep" }).Then(MovedLater with { Room = null, Track = "Deep" });

    [Fact]
    public void where_it_is_already_is_no_move() =>
        Given(Agenda).When(new MoveSlot(WasmSlot, Day: 1, Room: "Hall")).Then(Nothing);

    [Fact]
    public void what_is_not_there_does_not_move() =>
        Given(Agenda).When(Later with { SlotId = Nobody }).Then(Refused("slot.not_found"));

    [Fact]
    public void the_end_stays_after_the_start() =>
        Given(Agenda).When(new MoveSlot(WasmSlot, Start: new(14, 0))).Then(Refused("slot.end_not_after_start"));

    [Fact]
    public void a_slot_stays_on_a_day_of_the_meetup() =>
        Given(Agenda).When(Later with { Day = 2 }).Then(Refused("slot.outside_meetup"));

    [Fact]
    public void a_room_holds_one_thing_at_a_time() =>
        Given(Agenda).When(new MoveSlot(WasmSlot, End: new(14, 30))).Then(Refused("slot.room_taken"));

    [Fact]
    public void nobody_is_in_two_places_at_once() =>
        Given(Agenda).When(new MoveSlot(WasmSlot, End: new(14, 30), Room: "Lab")).Then(Refused("slot.speaker_clash"));

    [Fact]
    public void unless_somebody_says_why() =>
        Given(Agenda).When(new MoveSlot(WasmSlot, End: new(14, 30), Room: "Lab", Overrule: "He runs"))
            .Warned("slot.speaker_clash")
            .Then(MovedLater with { Start = new(13, 0), End = new(14, 30), Room = "Lab", Overrule = "He runs" });

    [Fact]
    public void a_slot_outside_the_meetups_hours_is_said() =>
        Given(Agenda).When(Later with { End = new(18, 0) }).Warned("slot.outside_hours")
            .Then(MovedLater with { End = new(18, 0) });
}
