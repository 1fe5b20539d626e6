using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class RemoveSpeakerTests
{
    private static readonly RemoveSpeaker Command = new(Kaisa);

    [Fact]
    public void a_speaker_leaves() => Given(Scheduled, KaisaAdded).When(Command).Then(new SpeakerRemoved(Kaisa));

    [Fact]
    public void not_while_a_talk_needs_them() =>
        Given(Scheduled, KaisaAdded, WasmAdded).When(Command).Then(Refused("speaker.still_assigned"));

    [Fact]
    public void a_withdrawn_talk_needs_nobody() =>
        Given(Scheduled, KaisaAdded, WasmAdded, WasmWithdrawn).When(Command).Then(new SpeakerRemoved(Kaisa));

    [Fact]
    public void nobody_cannot_leave() => Given(Scheduled).When(Command).Then(Refused("speaker.not_found"));

    [Fact]
    public void that_a_slot_bore_the_same_id_does_not_make_a_speaker_of_it() =>
        Given([.. Agenda, new SlotRemoved(WasmSlot)]).When(new RemoveSpeaker(WasmSlot)).Then(Refused("speaker.not_found"));
}
