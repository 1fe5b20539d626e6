using EventOps.Domain.Meetups;
using NodaTime;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class PlaceSlotTests
{
    private static readonly PlaceSlot Command = new(new(14, 0), new(15, 0), MeshSlot, TalkId: Mesh, Room: "Hall");

    private static readonly PlaceSlot Tea = new(new(13, 30), new(13, 45), Nobody, SlotKind.Break, Title: "Tea");

    private static readonly SlotPlaced TeaPlaced = new(
        Nobody, SlotKind.Break, null, "Tea", 1, new(13, 30), new(13, 45), null, null, null);

    [Fact]
    public void a_talk_gets_its_place_when_the_other_is_over() =>
        Given([.. Programme, WasmPlaced]).When(Command).Then(MeshPlaced);

    [Fact]
    public void a_break_has_no_talk() => Given(Scheduled).When(Tea).Then(TeaPlaced);

    [Fact]
    public void an_empty_room_is_none_and_holds_any_number_of_things() =>
        Given(Scheduled, TeaPlaced with { SlotId = WasmSlot }).When(Tea with { Room = "", Track = "" }).Then(TeaPlaced);

    [Fact]
    public void a_talk_slot_names_a_talk() =>
        Given(Programme).When(Command with { TalkId = null }).Then(Refused("slot.talk_mismatch"));

    [Fact]
    public void a_break_does_not() =>
        Given(Programme).When(Tea with { TalkId = Mesh }).Then(Refused("slot.talk_mismatch"));

    [Fact]
    public void the_talk_is_on_the_programme() =>
        Given([.. Programme, WasmWithdrawn]).When(Command with { TalkId = Wasm }).Then(Refused("talk.not_found"));

    [Fact]
    public void a_slot_over_midnight_is_placed_as_two() =>
        Given(Programme).When(Command with { Start = new(23, 0), End = LocalTime.Midnight })
            .Then(Refused("slot.end_not_after_start"));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public void a_slot_lies_on_a_day_of_the_meetup(int day) =>
        Given(Programme).When(Command with { Day = day }).Then(Refused("slot.outside_meetup"));

    [Fact]
    public void an_id_stands_for_one_slot() =>
        Given(Agenda).When(Command with { Room = "Lab" }).Then(Refused("slot.id_taken"));

    [Fact]
    public void a_room_holds_one_thing_at_a_time() =>
        Given([.. Programme, WasmPlaced]).When(Tea with { Room = "Hall" }).Then(Refused("slot.room_taken"));

    [Fact]
    public void the_same_hour_of_another_day_is_free() =>
        Given([.. Programme, OverThreeDays, WasmPlaced]).When(Tea with { Room = "Hall", Day = 2 })
            .Then(TeaPlaced with { Room = "Hall", Day = 2 });

    [Fact]
    public void a_withdrawn_talk_leaves_its_room_free() =>
        Given([.. Programme, WasmPlaced, WasmWithdrawn]).When(Tea with { Room = "Hall" })
            .Then(TeaPlaced with { Room = "Hall" });

    [Fact]
    public void nobody_is_in_two_places_at_once() =>
        Given([.. Programme, WasmPlaced]).When(Command with { Start = new(13, 30), Room = "Lab" })
            .Then(Refused("slot.speaker_clash"));

    [Fact]
    public void a_reason_makes_a_warning_of_every_clash() =>
        Given([.. Programme, WasmPlaced]).When(Command with { Start = new(13, 30), Overrule = "Two halves of one show" })
            .Warned("slot.room_taken", "slot.speaker_clash")
            .Then(MeshPlaced with { Start = new(13, 30), Overrule = "Two halves of one show" });

    [Fact]
    public void a_blank_reason_is_none() =>
        Given([.. Programme, WasmPlaced]).When(Tea with { Room = "Hall", Overrule = " " }).Then(Refused("slot.room_taken"));

    [Theory]
    [InlineData(12, 13)]
    [InlineData(16, 18)]
    public void a_slot_outside_the_meetups_hours_is_said(int start, int end) =>
        Given(Programme).When(Command with { Start = new(start, 0), End = new(end, 0) }).Warned("slot.outside_hours")
            .Then(MeshPlaced with { Start = new(start, 0), End = new(end, 0) });
}
