using EventOps.Domain.Subscriptions;
using EventOps.Testing.Scenarios;
using Xunit;
using static EventOps.Domain.Tests.Subscriptions.SubscriptionStory;
using static EventOps.Testing.Scenarios.Expected;

namespace EventOps.Domain.Tests.Subscriptions;

public sealed class CreateSubscriptionTests
{
    private static readonly CreateSubscription Command =
        new("Bot", "https://example.org/hook", Types: ["eventops.slides.*"], SecretId: Ids.Id(1));

    [Fact]
    public void somebody_wants_to_be_told() => Given().When(Command.Decide).Then(Created);

    [Fact]
    public void with_all_that_can_be_asked_for()
    {
        var filter = new SubscriptionFilter(["kubernetes"], ["云原生"], [Ids.Id(9)]);
        var target = new SubscriptionTarget(Room: "!room:example.org");
        var command = new CreateSubscription(
            "Room", "https://matrix.example.org/…", SubscriptionKind.Matrix, [], true, filter, "en", 600, true, Target: target,
            AddressId: Ids.Id(2), RobotSecretId: Ids.Id(3));

        Given().When(command.Decide).Then(new SubscriptionCreated(
            "Room", SubscriptionKind.Matrix, "https://matrix.example.org/…", [], true, filter, "en", 600, true, Target: target,
            AddressId: Ids.Id(2), RobotSecretId: Ids.Id(3)));
    }

    [Fact]
    public void an_id_stands_for_one_subscription() =>
        Given(Created).When((Command with { Types = [] }).Decide).Then(Refused("subscription.id_taken"));

    [Fact]
    public void another_address_behind_the_same_words_is_another_subscription() =>
        Given(Created).When((Command with { AddressId = Ids.Id(2) }).Decide).Then(Refused("subscription.id_taken"));

    [Fact]
    public void a_secret_that_was_rotated_since_makes_it_no_other() =>
        Given(Created, new SubscriptionSecretRotated(Ids.Id(8), Now)).When(Command.Decide).Then(Nothing);

    [Fact]
    public void a_deleted_one_does_not_come_back() =>
        Given(Created, Deleted).When(Command.Decide).Then(Refused("subscription.id_taken"));

    [Fact]
    public void what_was_stored_before_there_were_settings_means_their_defaults()
    {
        var stored = """{"name":"Bot","kind":"webhook","sink":"https://example.org/hook","types":[],"includeImported":false}"""u8;
        var of = Subscription.Initial.Evolve(SubscriptionEvent.Names.Read("subscription_created", stored.ToArray()));

        Assert.Equal(SubscriptionFilter.All, of.Settings.Filter);
        Assert.Equal(("zh", 0, false), (of.Settings.Language, of.Settings.QuietSeconds, of.Settings.Ordered));
        Assert.Equal([new SigningSecret(Guid.Empty, null)], of.Sealed.Signing);
    }
}
