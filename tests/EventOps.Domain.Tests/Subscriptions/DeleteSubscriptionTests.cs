using EventOps.Domain.Subscriptions;
using Xunit;
using static EventOps.Domain.Tests.Subscriptions.SubscriptionStory;
using static EventOps.Testing.Scenarios.Expected;

namespace EventOps.Domain.Tests.Subscriptions;

public sealed class DeleteSubscriptionTests
{
    private static readonly DeleteSubscription Command = new("Moved");

    [Fact]
    public void nothing_more_is_sent() => Given(Created).When(Command.Decide).Then(new SubscriptionDeleted("Moved"));

    [Fact]
    public void a_paused_one_can_end_as_well() =>
        Given(Created, new SubscriptionPaused(null)).When(Command.Decide).Then(new SubscriptionDeleted("Moved"));

    [Fact]
    public void what_nobody_asked_for_cannot_end() => Given().When(Command.Decide).Then(Refused("subscription.not_found"));
}
