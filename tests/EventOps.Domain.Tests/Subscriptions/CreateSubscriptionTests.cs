using EventOps.Domain.Subscriptions;
using EventOps.Testing.Scenarios;
using Xunit;
using static EventOps.Testing.Scenarios.Expected;

namespace EventOps.Domain.Tests.Subscriptions;

public sealed class CreateSubscriptionTests
{
    private static readonly CreateSubscription Command = new("Bot", "https://example.org/hook", Types: ["eventops.slides.*"]);

    private static readonly SubscriptionCreated Created = new(
        "Bot", SubscriptionKind.Webhook, "https://example.org/hook", ["eventops.slides.*"], false);

    [Fact]
    public void somebody_wants_to_be_told() => Given().When(Command.Decide).Then(Created);

    [Fact]
    public void an_id_stands_for_one_subscription() =>
        Given(Created).When((Command with { Types = [] }).Decide).Then(Refused("subscription.id_taken"));

    [Fact]
    public void a_deleted_one_does_not_come_back() =>
        Given(Created, new SubscriptionDeleted(null)).When(Command.Decide).Then(Refused("subscription.id_taken"));

    private static Scenario<Subscription, SubscriptionEvent> Given(params SubscriptionEvent[] past) =>
        new(Subscription.Initial, (subscription, happened) => subscription.Evolve(happened), SubscriptionEvent.Names, past);
}
