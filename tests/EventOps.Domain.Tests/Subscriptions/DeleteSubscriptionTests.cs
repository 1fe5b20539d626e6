using EventOps.Domain.Subscriptions;
using EventOps.Testing.Scenarios;
using Xunit;
using static EventOps.Testing.Scenarios.Expected;

namespace EventOps.Domain.Tests.Subscriptions;

public sealed class DeleteSubscriptionTests
{
    private static readonly DeleteSubscription Command = new("Moved");

    private static readonly SubscriptionCreated Created = new(
        "Bot", SubscriptionKind.Webhook, "https://example.org/hook", [], false);

    [Fact]
    public void nothing_more_is_sent() => Given(Created).When(Command.Decide).Then(new SubscriptionDeleted("Moved"));

    [Fact]
    public void what_nobody_asked_for_cannot_end() => Given().When(Command.Decide).Then(Refused("subscription.not_found"));

    private static Scenario<Subscription, SubscriptionEvent> Given(params SubscriptionEvent[] past) =>
        new(Subscription.Initial, (subscription, happened) => subscription.Evolve(happened), SubscriptionEvent.Names, past);
}
