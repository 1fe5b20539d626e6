using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class PublishSlidesTests
{
    private static readonly PublishSlides Command = new(WasmDeck);

    [Fact]
    public void attached_slides_become_public() => Given(WithSlides).When(Command).Then(Published);

    [Fact]
    public void the_version_that_is_public_is_said() =>
        Given([.. WithSlides, new SlidesReplaced(WasmDeck, Wasm, "WASM in depth", Pdf, "WASM", "https://example.org/2.pdf", 2, false, null)])
            .When(Command).Then(new SlidesPublished(WasmDeck, Wasm, "WASM", "https://example.org/2.pdf", 2));

    [Fact]
    public void unknown_slides_are_not() => Given(Programme).When(Command).Then(Refused("slides.not_found"));

    [Fact]
    public void withdrawn_slides_are_not() =>
        Given([.. WithSlides, Withdrawn]).When(Command).Then(Refused("slides.withdrawn"));

    [Fact]
    public void nothing_is_published_for_a_cancelled_meetup() =>
        Given([.. WithSlides, Cancelled]).When(Command).Then(Refused("meetup.cancelled"));

    [Fact]
    public void what_is_public_already_is_so_in_a_cancelled_meetup_too() =>
        Given([.. WithSlides, Published, Cancelled]).When(Command).Then(Nothing);

    [Fact]
    public void the_slides_of_a_withdrawn_talk_are_not_published() =>
        Given([.. WithSlides, WasmWithdrawn]).When(Command).Then(Refused("talk.not_found"));

    [Fact]
    public void a_doubt_about_the_link_is_said_once_more() =>
        Given([.. Programme, Attached with { Url = "https://example.org/a.png" }]).When(Command).Warned("slides.not_a_document")
            .Then(Published with { Url = "https://example.org/a.png" });

    [Theory]
    [InlineData("\"endOfTalk\"")]
    [InlineData("\"2021-12-18T21:00:00\"")]
    public void with_a_time_they_are_scheduled_and_said_so_without_their_link(string from)
    {
        var wanted = System.Text.Json.JsonSerializer.Deserialize<AvailableFrom>(from, EventOps.Domain.Shared.DomainJson.Options)!;
        Given(WithSlides).When(Command with { AvailableFrom = wanted }).Then(new SlidesScheduled(WasmDeck, Wasm, wanted));
        Assert.Equal(from, System.Text.Json.JsonSerializer.Serialize(wanted, EventOps.Domain.Shared.DomainJson.Options));
    }

    [Fact]
    public void another_time_takes_the_place_of_the_first() =>
        Given([.. WithSlides, AtTheEnd]).When(Command with { AvailableFrom = AtNine.AvailableFrom }).Then(AtNine);

    [Fact]
    public void by_hand_they_come_out_before_their_time() => Given([.. WithSlides, AtTheEnd]).When(Command).Then(Published);

    [Fact]
    public void no_time_takes_published_slides_back() =>
        Given([.. WithSlides, Published]).When(Command with { AvailableFrom = AtNine.AvailableFrom }).Then(Nothing);

    [Fact]
    public void a_time_that_is_over_is_a_typing_error() =>
        Given(WithSlides).When(Command with { AvailableFrom = AvailableFrom.At(new(2021, 11, 27, 16, 0)) }).Then(Refused("slides.time_past"));

    [Fact]
    public void the_time_is_the_meetups_own() => Given(WithSlides)
        .When(Command with { AvailableFrom = AvailableFrom.At(new(2021, 11, 27, 16, 1)) })
        .Then(AtNine with { AvailableFrom = AvailableFrom.At(new(2021, 11, 27, 16, 1)) });

    [Fact]
    public void a_time_that_no_clock_shows_is_none()
    {
        var inBerlin = Scheduled with { Zone = "Europe/Berlin" };
        Given(inBerlin, Attached with { TalkId = null }).When(Command with { AvailableFrom = AvailableFrom.At(new(2022, 3, 27, 2, 30)) })
            .Then(Refused("meetup.time_skipped"));
        Given(inBerlin, Attached with { TalkId = null }).When(Command with { AvailableFrom = AvailableFrom.At(new(9000, 1, 1, 0, 0)) })
            .Then(Refused("meetup.time_out_of_range"));
    }

    [Fact]
    public void nothing_is_scheduled_for_a_cancelled_meetup() =>
        Given([.. WithSlides, Cancelled]).When(Command with { AvailableFrom = AvailableFrom.EndOfTalk }).Then(Refused("meetup.cancelled"));
}
