using EventOps.Domain.Subscriptions;
using EventOps.Testing.Scenarios;
using Xunit;
using static EventOps.Domain.Tests.Subscriptions.SubscriptionStory;
using static EventOps.Testing.Scenarios.Expected;

namespace EventOps.Domain.Tests.Subscriptions;

public sealed class ReplaySubscriptionTests
{
    private static readonly ReplaySubscription Command = new(Ids.Id(30), 7, 9, OnlyFailed: true);

    [Fact]
    public void what_happened_is_sent_again() =>
        Given(Created).When(Command.Decide).Then(new SubscriptionReplayed(Ids.Id(30), 7, 9, true));

    [Fact]
    public void a_paused_one_gets_it_when_it_is_resumed() => Given(Created, new SubscriptionPaused(null)).When(Command.Decide)
        .Then(new SubscriptionReplayed(Ids.Id(30), 7, 9, true));

    [Fact]
    public void a_replay_ends_after_it_begins() =>
        Given(Created).When((Command with { FromPosition = 10 }).Decide).Then(Refused("subscription.replay_range"));

    [Fact]
    public void a_sink_that_failed_is_mended_first() =>
        Given(Created, new SubscriptionDisabled("gone")).When(Command.Decide).Then(Refused("subscription.disabled"));

    [Fact]
    public void a_deleted_one_gets_nothing() =>
        Given(Created, Deleted).When(Command.Decide).Then(Refused("subscription.not_found"));
}
