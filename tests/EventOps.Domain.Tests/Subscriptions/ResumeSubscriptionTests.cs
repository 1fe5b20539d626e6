using EventOps.Domain.Subscriptions;
using Xunit;
using static EventOps.Domain.Tests.Subscriptions.SubscriptionStory;
using static EventOps.Testing.Scenarios.Expected;

namespace EventOps.Domain.Tests.Subscriptions;

public sealed class ResumeSubscriptionTests
{
    private static readonly ResumeSubscription Command = new();

    [Fact]
    public void a_paused_one_goes_on() =>
        Given(Created, new SubscriptionPaused(null)).When(Command.Decide).Then(new SubscriptionResumed());

    [Fact]
    public void a_disabled_one_is_given_another_chance() =>
        Given(Created, new SubscriptionDisabled("gone")).When(Command.Decide).Then(new SubscriptionResumed());

    [Fact]
    public void one_that_runs_runs() => Given(Created).When(Command.Decide).Then(Nothing);

    [Fact]
    public void a_deleted_one_stays_deleted() => Given(Created, Deleted).When(Command.Decide).Then(Refused("subscription.not_found"));

    [Fact]
    public void why_it_was_quiet_is_forgotten() => Assert.Null(
        new SubscriptionEvent[] { Created, new SubscriptionPaused("Holiday"), new SubscriptionResumed() }
            .Aggregate(Subscription.Initial, (s, e) => s.Evolve(e)).Reason);
}
