using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class ReviseTalkTests
{
    [Fact]
    public void what_is_left_out_stays() =>
        Given(Programme).When(new ReviseTalk(Wasm, Abstract: "Deep.", Takeaways: ["Courage"]))
            .Then(new TalkRevised(Wasm, "WASM", TalkKind.Talk, "Deep.", ["Courage"], null));

    [Fact]
    public void an_empty_text_or_list_clears() =>
        Given([.. Programme, new TalkRevised(Wasm, "WASM", TalkKind.Talk, "Deep.", ["Courage"], "zh")])
            .When(new ReviseTalk(Wasm, Abstract: "", Takeaways: [], Language: ""))
            .Then(new TalkRevised(Wasm, "WASM", TalkKind.Talk, null, [], null));

    [Fact]
    public void the_same_text_changes_nothing() =>
        Given(Programme).When(new ReviseTalk(Wasm, "WASM", TalkKind.Talk, Takeaways: [])).Then(Nothing);

    [Fact]
    public void a_withdrawn_talk_is_not_on_the_programme() =>
        Given([.. Programme, WasmWithdrawn]).When(new ReviseTalk(Wasm, "New")).Then(Refused("talk.not_found"));
}
