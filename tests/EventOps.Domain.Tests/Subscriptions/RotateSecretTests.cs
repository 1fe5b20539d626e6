using EventOps.Domain.Subscriptions;
using EventOps.Testing.Scenarios;
using NodaTime;
using Xunit;
using static EventOps.Domain.Tests.Subscriptions.SubscriptionStory;
using static EventOps.Testing.Scenarios.Expected;

namespace EventOps.Domain.Tests.Subscriptions;

public sealed class RotateSecretTests
{
    private static readonly RotateSecret Command = new(Ids.Id(20), Duration.FromHours(24));

    [Fact]
    public void the_old_one_signs_along_for_a_while() => Given(Created).When(s => Command.Decide(s, Now))
        .Then(new SubscriptionSecretRotated(Ids.Id(20), Now + Duration.FromHours(24)));

    [Fact]
    public void a_robot_has_no_secret_of_ours() =>
        Given(RobotCreated).When(s => Command.Decide(s, Now)).Then(Refused("subscription.unsigned"));

    [Fact]
    public void a_deleted_one_has_none_any_more() =>
        Given(Created, Deleted).When(s => Command.Decide(s, Now)).Then(Refused("subscription.not_found"));

    [Fact]
    public void ten_sign_at_once_and_not_eleven()
    {
        var rotated = Enumerable.Range(2, 9)
            .Select(n => new SubscriptionSecretRotated(Ids.Id(n), Now + Duration.FromDays(1))).ToArray<SubscriptionEvent>();

        Given([Created, .. rotated]).When(s => Command.Decide(s, Now)).Then(Refused("subscription.too_many_secrets"));
        Given([Created, .. rotated]).When(s => Command.Decide(s, Now + Duration.FromDays(1)))
            .Then(new SubscriptionSecretRotated(Ids.Id(20), Now + Duration.FromDays(2)));
    }

    [Fact]
    public void one_that_was_to_end_soon_is_not_kept_longer()
    {
        var state = new SubscriptionEvent[]
        {
            Created, new SubscriptionSecretRotated(Ids.Id(2), Now + Duration.FromHours(1)),
            new SubscriptionSecretRotated(Ids.Id(3), Now + Duration.FromHours(9)),
        }.Aggregate(Subscription.Initial, (s, e) => s.Evolve(e));

        Assert.Equal(
            [new(Ids.Id(3), null), new(Ids.Id(2), Now + Duration.FromHours(9)), new(Ids.Id(1), Now + Duration.FromHours(1))],
            state.Sealed.Signing);
        Assert.Equal([Ids.Id(3), Ids.Id(2)], state.Sealed.SigningAt(Now + Duration.FromHours(1)).Select(s => s.SecretId));
    }
}
