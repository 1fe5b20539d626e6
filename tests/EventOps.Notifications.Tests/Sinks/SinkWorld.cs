using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Messages;
using EventOps.Notifications.Signing;
using EventOps.Notifications.Sinks;
using EventOps.Notifications.Tests.Sinks.Fakes;
using EventOps.Notifications.Tests.Texts;
using EventOps.Testing;

namespace EventOps.Notifications.Tests.Sinks;

/// <summary>One migrated database for the sinks of a test class; each test has services, and so robots, of its own.</summary>
public sealed class SinkWorld : IAsyncLifetime
{
    private TestDatabase database = null!;

    public EventStoreModule Store { get; private set; } = null!;

    internal static CancellationToken Soon => World.Soon;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        Store = new EventStoreModule(database.ConnectionString);
        await Store.Migrate(Soon, NotificationsModule.Scripts);
    }

    /// <summary>Sinks as they are sent to in development: this machine is allowed, and the fake for every kind.</summary>
    internal SinkRouter Router(FakeService? service = null, TimeProvider? clock = null, NotificationOptions? options = null) => new(
        Store.Database,
        (options ?? new NotificationOptions()) with
        {
            AllowPrivateSinks = true,
            OwnHosts = Enum.GetValues<SubscriptionKind>().ToDictionary(
                kind => kind, _ => (IReadOnlyList<string>)(service is null ? [] : [service.Authority])),
        },
        clock ?? TimeProvider.System);

    internal static Outgoing Outgoing(
        SubscriptionKind kind, string address, string? robotSecret = null, SubscriptionTarget? target = null, Message? message = null,
        DeliveryMode mode = DeliveryMode.Structured, bool handshake = false, IReadOnlyList<WebhookSecret>? signing = null,
        Dictionary<string, string>? headers = null, string language = "zh", string tenant = "sofa")
    {
        message ??= TextSamples.Message(History.Published);
        return new Outgoing(
            kind, address, new SinkSecrets(signing ?? [], robotSecret, headers ?? []), language, mode, handshake,
            target ?? SubscriptionTarget.None, message.EventId, message.Type, message.Body, $"{tenant}/{History.Id(0x55, 1)}");
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await database.DisposeAsync();
    }
}
