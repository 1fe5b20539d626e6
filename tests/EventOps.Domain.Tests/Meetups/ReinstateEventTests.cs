using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class ReinstateEventTests
{
    private static readonly ReinstateEvent Command = new("The storm turned");

    [Fact]
    public void a_cancelled_meetup_takes_place_after_all() =>
        Given(Scheduled, Cancelled).When(Command).Then(new EventReinstated("The storm turned"));

    [Fact]
    public void a_postponed_one_too() =>
        Given(Scheduled, Postponed).When(Command).Then(new EventReinstated("The storm turned"));

    [Fact]
    public void a_scheduled_one_takes_place_anyway() => Given(Scheduled).When(Command).Then(Nothing);

    [Fact]
    public void then_it_is_no_longer_cancelled() =>
        Given([.. WithSlides, Cancelled, new EventReinstated(null)]).When(new PublishSlides(WasmDeck)).Then(Published);
}
