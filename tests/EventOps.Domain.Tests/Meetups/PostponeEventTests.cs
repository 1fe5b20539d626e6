using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class PostponeEventTests
{
    private static readonly PostponeEvent Command = new("A typhoon");

    [Fact]
    public void a_meetup_is_taken_off_its_date() => Given(Scheduled).When(Command).Then(Postponed);

    [Fact]
    public void another_reason_is_news() =>
        Given(Scheduled, Postponed).When(new PostponeEvent("A flood")).Then(new EventPostponed("A flood"));

    [Fact]
    public void a_cancelled_meetup_is_not_postponed() =>
        Given(Scheduled, Cancelled).When(Command).Then(Refused("meetup.cancelled"));
}
