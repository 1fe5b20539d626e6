using EventOps.Domain.Meetups;
using NodaTime;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class PublishRecapTests
{
    private static readonly PublishRecap Command = new();
    private static readonly Instant Afterwards = Instant.FromUtc(2021, 12, 19, 0, 0);
    private static readonly RecapPublished Published = new(Comment: null);

    [Fact]
    public void the_page_becomes_public() =>
        Given(Scheduled, new RecapWritten("Fine.")).When(Command, Afterwards).Then(Published);

    [Fact]
    public void it_may_be_without_a_summary() => Given(Scheduled).When(Command, Afterwards).Then(Published);

    [Fact]
    public void a_rewritten_summary_is_published_again() =>
        Given(Scheduled, new RecapWritten("Fine."), Published, new RecapWritten("Great.")).When(Command, Afterwards)
            .Then(Published);

    [Fact]
    public void a_recap_of_what_has_not_begun_is_said() =>
        Given(Scheduled).When(Command, Instant.FromUtc(2021, 12, 18, 4, 59)).Warned("recap.before_the_start")
            .Then(Published);

    [Fact]
    public void the_start_is_a_moment_in_the_meetups_zone() =>
        Given(Scheduled).When(Command, Instant.FromUtc(2021, 12, 18, 5, 0)).Then(Published);

    [Fact]
    public void nothing_is_published_for_a_cancelled_meetup() =>
        Given(Scheduled, Cancelled).When(Command, Afterwards).Then(Refused("meetup.cancelled"));

    [Fact]
    public void what_is_public_already_is_so_in_a_cancelled_meetup_too() =>
        Given(Scheduled, Published, Cancelled).When(Command, Afterwards).Then(Nothing);
}
