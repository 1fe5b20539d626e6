using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Subscriptions;
using NodaTime;

namespace EventOps.Notifications.Tests.Subscriptions;

/// <summary>What becomes of a subscription's row when it is revised, paused, rotated and the log is read again.</summary>
public sealed class FanOutSettingsTests
{
    private const string Sink = "http://127.0.0.1:1/hook";

    [Fact]
    public async Task a_row_has_every_setting_there_and_back()
    {
        await using var world = await World.Create();
        var (id, _) = await world.Subscribe(Sink);
        var settings = new SubscriptionSettings(
            "better", ["eventops.slides.*"], true, new(["k8s"], ["云原生"], [History.Id(1, 1)]), "en", 60, true, DeliveryMode.Binary,
            true, ["X-Key"], new SubscriptionTarget(Room: "!a:b"));
        await world.HappenedTo(id, new SubscriptionRevised(settings, "http://127.0.0.1:2/?…", History.Id(8, 1), null, History.Id(8, 2)));

        await world.FanOut();

        var row = Assert.Single(await world.Node().Subscribers.List(World.Tenant, World.Soon));
        Assert.Equal(settings, row.Settings);
        Assert.Equal((2, "http://127.0.0.1:2/?…"), (row.Version, row.Sink));
        Assert.Equal(new SealedValues(History.Id(8, 1), null, History.Id(8, 2), [new(Guid.Empty, null)]), row.Sealed);
        Assert.True(row.ListensAfter > row.CreatedPosition);
    }

    [Fact]
    public async Task a_revised_one_hears_by_its_settings_of_then_also_when_the_log_is_read_again()
    {
        await using var world = await World.Create();
        var (id, _) = await world.Subscribe(Sink, ["eventops.slides.*"]);
        await world.Happened(History.UntilSlides);
        await world.HappenedTo(id, Revised(types: ["eventops.meetup.*", "eventops.agenda.*"]));
        await world.Happened(new AgendaPublished(1, null));

        await world.FanOut();
        await world.FanOut(world.Node(), after: 0, commit: true);

        Assert.Equal(["eventops.slides.published.v1", "eventops.agenda.published.v1"], await Told(world));
    }

    [Fact]
    public async Task a_paused_one_collects_and_a_disabled_one_is_kept_account_of()
    {
        await using var world = await World.Create();
        var (paused, _) = await world.Subscribe(Sink);
        await world.HappenedTo(paused, new SubscriptionPaused("Holiday"));
        await world.Happened(History.Scheduled);
        await world.HappenedTo(paused, new SubscriptionDisabled("410 Gone"));
        await world.Happened(new AgendaPublished(1, null));

        await world.FanOut();

        Assert.Equal(["eventops.meetup.scheduled.v1", "eventops.agenda.published.v1"], await Told(world));
        Assert.Equal(["disabled", "disabled"], await world.States());
        var row = Assert.Single(await world.Node().Subscribers.List(World.Tenant, World.Soon));
        Assert.Equal((SubscriptionStatus.Disabled, "410 Gone"), (row.Status, row.Reason));
    }

    [Fact]
    public async Task a_replaced_secret_signs_along_and_is_forgotten_after_its_time()
    {
        await using var world = await World.Create();
        var node = world.Node();
        var (id, first) = await world.Subscribe(Sink);
        var second = await node.Secrets.Create(World.Tenant, id, World.Soon, History.Id(8, 1));
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        await world.HappenedTo(id, new SubscriptionSecretRotated(History.Id(8, 1), now + Duration.FromHours(1)));
        await world.FanOut();

        var destination = (await node.Destinations.Of(World.Tenant, id, 2, World.Soon))!;
        Assert.Equal([second.Reveal(), first.Reveal()], Signing(destination, now));
        Assert.Equal([second.Reveal()], Signing(destination, now + Duration.FromHours(1)));

        // The event of the next rotation is later than the end of the first secret.
        await node.Secrets.Create(World.Tenant, id, World.Soon, History.Id(8, 2));
        await world.HappenedTo(
            id, new SubscriptionSecretRotated(History.Id(8, 2), now - Duration.FromHours(2)), new SubscriptionPaused(null),
            new SubscriptionSecretRotated(History.Id(8, 3), now + Duration.FromHours(1)));
        await world.FanOut();
        Assert.Null(await node.Secrets.Find(World.Tenant, id, Guid.Empty, World.Soon));
    }

    [Fact]
    public async Task an_address_and_headers_come_from_the_vault()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start();
        var node = await world.StartedNode(TimeProvider.System);
        var (id, _) = await world.Subscribe("http://hidden.example.org/…", ["eventops.slides.*"]);
        await node.Vault.Put(World.Tenant, id, History.Id(8, 1), receiver.Sink, World.Soon);
        await node.Vault.Put(
            World.Tenant, id, History.Id(8, 2), HeaderValues.Write(new Dictionary<string, string> { ["X-Key"] = "k3y" }), World.Soon);
        await world.HappenedTo(id, Revised(["eventops.slides.*"]) with { AddressId = History.Id(8, 1), HeadersId = History.Id(8, 2) });
        await world.Happened(History.UntilSlides);
        await world.FanOut();

        var received = await receiver.Next();

        Assert.Equal("k3y", received.Headers["x-key"]);
        Assert.DoesNotContain(world.Log.All, line => line.Contains("k3y", StringComparison.Ordinal));
    }

    [Fact]
    public async Task what_does_not_open_is_an_attempt_that_failed()
    {
        await using var world = await World.Create();
        await world.Subscribe(Sink, ["eventops.slides.*"]);
        await world.Rows<long>("with changed as (update eventops_sealed_values set key_id = 'another' returning 1) select count(*) from changed");
        await world.StartedNode(TimeProvider.System);
        await world.Happened(History.UntilSlides);
        await world.FanOut();

        await world.Log.WaitFor("NoSecret");

        Assert.Equal(["NoSecret"], (await world.Rows<string>("select error from eventops_delivery_attempts")).Distinct());
    }

    private static SubscriptionRevised Revised(ValueList<string> types) => new(
        new SubscriptionCreated("bot", SubscriptionKind.Webhook, Sink, types, false).ToSettings(), Sink, null, null, null);

    private static IEnumerable<string> Signing(Destination destination, Instant now) =>
        destination.Carry(Guid.Empty, "t", default, now.ToDateTimeOffset()).Secrets.Signing.Select(secret => secret.Reveal());

    private static Task<IReadOnlyList<string>> Told(World world) => world.Rows<string>(
        "select m.type from eventops_deliveries d join eventops_messages m using (position) order by d.position, d.id");
}
