using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class ReviseEventTests
{
    [Fact]
    public void what_is_left_out_stays() =>
        Given(Scheduled with { Theme = "Mesh", Tags = ["wasm"] }).When(new ReviseEvent(Title: "Clouds and more"))
            .Then(new EventRevised("Clouds and more", "Mesh", null, null, ["wasm"], "zh", null));

    [Fact]
    public void an_empty_text_or_list_clears() =>
        Given(Scheduled with { Theme = "Mesh", Tags = ["wasm"] }).When(new ReviseEvent(Theme: "", Tags: []))
            .Then(new EventRevised("Clouds", null, null, null, [], "zh", null));

    [Fact]
    public void the_same_text_changes_nothing() =>
        Given(Scheduled).When(new ReviseEvent(Title: "Clouds", Theme: "")).Then(Nothing);

    [Fact]
    public void a_meetup_that_nobody_scheduled_has_no_text() =>
        Given().When(new ReviseEvent(Title: "Clouds")).Then(Refused("meetup.not_found"));
}
