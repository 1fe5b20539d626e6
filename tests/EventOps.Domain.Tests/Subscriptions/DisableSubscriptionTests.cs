using EventOps.Domain.Subscriptions;
using Xunit;
using static EventOps.Domain.Tests.Subscriptions.SubscriptionStory;
using static EventOps.Testing.Scenarios.Expected;

namespace EventOps.Domain.Tests.Subscriptions;

public sealed class DisableSubscriptionTests
{
    private static readonly DisableSubscription Command = new("410 Gone");

    [Fact]
    public void a_sink_that_is_gone_gets_nothing_more() =>
        Given(Created).When(Command.Decide).Then(new SubscriptionDisabled("410 Gone"));

    [Fact]
    public void even_while_it_is_paused() =>
        Given(Created, new SubscriptionPaused(null)).When(Command.Decide).Then(new SubscriptionDisabled("410 Gone"));

    [Fact]
    public void a_deleted_one_needs_no_disabling() =>
        Given(Created, Deleted).When(Command.Decide).Then(Refused("subscription.not_found"));
}
