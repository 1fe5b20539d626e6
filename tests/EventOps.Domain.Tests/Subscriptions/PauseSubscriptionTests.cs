using EventOps.Domain.Subscriptions;
using Xunit;
using static EventOps.Domain.Tests.Subscriptions.SubscriptionStory;
using static EventOps.Testing.Scenarios.Expected;

namespace EventOps.Domain.Tests.Subscriptions;

public sealed class PauseSubscriptionTests
{
    private static readonly PauseSubscription Command = new("Holiday");

    [Fact]
    public void it_is_quiet_until_resumed() => Given(Created).When(Command.Decide).Then(new SubscriptionPaused("Holiday"));

    [Fact]
    public void one_that_is_disabled_is_quiet_already() =>
        Given(Created, new SubscriptionDisabled("gone")).When(Command.Decide).Then(Refused("subscription.disabled"));

    [Fact]
    public void one_that_never_was_cannot_be_quiet() => Given().When(Command.Decide).Then(Refused("subscription.not_found"));

    [Fact]
    public void nor_one_that_is_deleted() => Given(Created, Deleted).When(Command.Decide).Then(Refused("subscription.not_found"));
}
