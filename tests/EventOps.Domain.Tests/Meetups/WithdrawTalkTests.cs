using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class WithdrawTalkTests
{
    private static readonly WithdrawTalk Command = new(Wasm, "Ill");

    [Fact]
    public void a_talk_leaves_the_programme() => Given(Programme).When(Command).Then(WasmWithdrawn);

    [Fact]
    public void the_first_reason_stands() =>
        Given([.. Programme, WasmWithdrawn]).When(new WithdrawTalk(Wasm, "Really ill")).Then(Nothing);

    [Fact]
    public void what_is_not_there_cannot_leave() => Given(Scheduled).When(Command).Then(Refused("talk.not_found"));
}
