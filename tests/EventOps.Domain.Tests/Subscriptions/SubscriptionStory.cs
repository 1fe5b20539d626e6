using EventOps.Domain.Subscriptions;
using EventOps.Testing.Scenarios;
using NodaTime;

namespace EventOps.Domain.Tests.Subscriptions;

/// <summary>A bot and a robot that ask to be told, for the scenarios here.</summary>
internal static class SubscriptionStory
{
    public static Instant Now { get; } = Instant.FromUtc(2021, 12, 18, 5, 0);

    public static SubscriptionCreated Created { get; } = new(
        "Bot", SubscriptionKind.Webhook, "https://example.org/hook", ["eventops.slides.*"], false, SecretId: Ids.Id(1));

    public static SubscriptionCreated RobotCreated { get; } = new(
        "Robot", SubscriptionKind.DingTalk, "https://oapi.dingtalk.com/…", [], false, AddressId: Ids.Id(2), RobotSecretId: Ids.Id(3));

    public static SubscriptionDeleted Deleted { get; } = new(null);

    public static Scenario<Subscription, SubscriptionEvent> Given(params SubscriptionEvent[] past) =>
        new(Subscription.Initial, (subscription, happened) => subscription.Evolve(happened), SubscriptionEvent.Names, past);
}
