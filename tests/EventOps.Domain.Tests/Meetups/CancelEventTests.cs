using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class CancelEventTests
{
    private static readonly CancelEvent Command = new("A typhoon");

    [Fact]
    public void a_meetup_is_called_off() => Given(Scheduled).When(Command).Then(Cancelled);

    [Fact]
    public void a_postponed_one_too() => Given(Scheduled, Postponed).When(Command).Then(Cancelled);

    [Fact]
    public void another_reason_is_news() =>
        Given(Scheduled, Cancelled).When(new CancelEvent("A flood")).Then(new EventCancelled("A flood"));

    [Fact]
    public void what_nobody_scheduled_is_not_cancelled() => Given().When(Command).Then(Refused("meetup.not_found"));
}
