using EventOps.Domain.Subscriptions;
using EventOps.Testing.Scenarios;
using Xunit;
using static EventOps.Domain.Tests.Subscriptions.SubscriptionStory;
using static EventOps.Testing.Scenarios.Expected;

namespace EventOps.Domain.Tests.Subscriptions;

public sealed class ReviseSubscriptionTests
{
    [Fact]
    public void what_is_given_changes_and_the_rest_stays() =>
        Given(Created).When(new ReviseSubscription(Name: "Better bot", QuietSeconds: 60).Decide).Then(new SubscriptionRevised(
            Created.ToSettings() with { Name = "Better bot", QuietSeconds = 60 }, Created.Sink, null, null, null));

    [Fact]
    public void another_address_takes_its_seal_along() =>
        Given(RobotCreated).When(new ReviseSubscription(Sink: RobotCreated.Sink, AddressId: Ids.Id(7)).Decide)
            .Then(new SubscriptionRevised(RobotCreated.ToSettings(), RobotCreated.Sink, Ids.Id(7), null, Ids.Id(3)));

    [Fact]
    public void headers_are_replaced_all_at_once() =>
        Given(Created, new SubscriptionRevised(
                Created.ToSettings() with { HeaderNames = ["x-key"] }, Created.Sink, null, Ids.Id(5), null))
            .When(new ReviseSubscription(HeaderNames: []).Decide)
            .Then(new SubscriptionRevised(Created.ToSettings(), Created.Sink, null, null, null));

    [Fact]
    public void a_disabled_one_may_be_mended_before_it_is_resumed() =>
        Given(Created, new SubscriptionDisabled("gone")).When(new ReviseSubscription(Sink: "https://example.org/new").Decide)
            .Then(new SubscriptionRevised(Created.ToSettings(), "https://example.org/new", null, null, null));

    [Fact]
    public void nothing_given_is_nothing_changed() => Given(Created).When(new ReviseSubscription().Decide).Then(Nothing);

    [Fact]
    public void a_deleted_one_cannot_be_revised() =>
        Given(Created, Deleted).When(new ReviseSubscription(Name: "Bot").Decide).Then(Refused("subscription.not_found"));

    [Fact]
    public void what_signs_is_not_touched() => Assert.Equal(
        Created.ToSealed().Signing,
        new SubscriptionEvent[] { Created, new SubscriptionRevised(Created.ToSettings(), "https://a.example", Ids.Id(4), null, null) }
            .Aggregate(Subscription.Initial, (s, e) => s.Evolve(e)).Sealed.Signing);
}
