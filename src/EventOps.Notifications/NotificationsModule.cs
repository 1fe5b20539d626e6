using EventOps.EventStore;
using EventOps.EventStore.Schema;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Guarding;
using EventOps.Notifications.Messages;
using EventOps.Notifications.Secrets;
using EventOps.Notifications.Sinks;
using EventOps.Notifications.Sites;
using EventOps.Notifications.Subscriptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventOps.Notifications;

/// <summary>
/// The notifications of one process, composed in one place on a store whose database is migrated with <see cref="Scripts"/>
/// and one of whose projections is <see cref="FanOut"/>. Disposing drains what is being sent.
/// </summary>
public sealed class NotificationsModule : IAsyncDisposable
{
    private readonly SinkRouter sinks;
    private readonly Endings endings;

    /// <param name="time">Null: the system's clock.</param>
    /// <param name="loggers">Null: silence.</param>
    /// <param name="pages">Null: a site is never called, for want of pages.</param>
    public NotificationsModule(
        EventStoreModule store, NotificationOptions options, TimeProvider? time = null, ILoggerFactory? loggers = null,
        ListSitePages? pages = null)
    {
        time ??= TimeProvider.System;
        var logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("EventOps.Notifications");
        sinks = new SinkRouter(store.Database, options, time);
        Messages = new MessageReader(new MessageWriter(options.PublicAddress), store.Streams.Read);
        FanOut = new FanOut(Messages, store.Feed, time);
        Vault = new SecretVault(store.Database, options.SecretKeys);
        VaultUpkeep = new VaultUpkeep(store.Database, Vault, options.SecretKeys);
        Secrets = new SubscriptionSecrets(Vault);
        Subscribers = new Subscribers(store.Database);
        Listeners = new Listeners(Subscribers, options, store.Feed, time);
        Destinations = new Destinations(Subscribers, Vault);
        Deliveries = new DeliveryLog(store.Database);
        TestSend = new TestSend(store.Streams.Read, Destinations, sinks.Send, time, Guid.CreateVersion7);
        var queue = new DeliveryQueue(store.Lookups, options);
        endings = new Endings(queue, options, time);
        var courier = new Courier(
            Destinations, sinks.Send, new SiteCalls(store.Database, pages ?? NoPages), endings, new Disabling(store.Streams, options, logger),
            options, time, logger);
        Purge = new Purge(store.Database, options, time, logger);
        Dispatcher = new Dispatcher(queue, courier, new DeliveryBell(store.Database, time, logger), options, time, logger);
    }

    /// <summary>The tables of this room.</summary>
    public static ScriptSet Scripts { get; } =
        new("notifications", typeof(NotificationsModule).Assembly, "EventOps.Notifications.Sql.");

    public MessageReader Messages { get; }

    public FanOut FanOut { get; }

    public SubscriptionSecrets Secrets { get; }

    public SecretVault Vault { get; }

    public VaultUpkeep VaultUpkeep { get; }

    public Subscribers Subscribers { get; }

    public Listeners Listeners { get; }

    public Destinations Destinations { get; }

    public DeliveryLog Deliveries { get; }

    public TestSend TestSend { get; }

    public Dispatcher Dispatcher { get; }

    public Purge Purge { get; }

    private static Task<IReadOnlyList<SitePage>> NoPages(string community, long position, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<SitePage>>([]);

    public async ValueTask DisposeAsync()
    {
        await Dispatcher.DisposeAsync();
        endings.Dispose();
        await sinks.DisposeAsync();
    }
}

/// <summary>Puts the notifications into a host that has an <see cref="EventStoreModule"/>.</summary>
public static class NotificationsRegistration
{
    /// <summary>
    /// Registers the parts and starts the dispatcher with the host. The host migrates <see cref="NotificationsModule.Scripts"/>
    /// before it starts, and runs <see cref="FanOut"/> among its projections.
    /// </summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services, NotificationOptions options) => services
        .AddSingleton(options)
        .AddSingleton(new GuardedHttp(options.AllowPrivateSinks))
        .AddSingleton(provider => new NotificationsModule(
            provider.GetRequiredService<EventStoreModule>(), options, provider.GetService<TimeProvider>(),
            provider.GetService<ILoggerFactory>(), provider.GetService<ListSitePages>()))
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().Messages)
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().FanOut)
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().Secrets)
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().Vault)
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().Destinations)
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().Subscribers)
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().Listeners)
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().TestSend)
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().Deliveries)
        // First: nothing is sent before every secret is known to open.
        .AddHostedService(provider => provider.GetRequiredService<NotificationsModule>().VaultUpkeep)
        .AddHostedService(provider => provider.GetRequiredService<NotificationsModule>().Purge)
        .AddHostedService(provider => provider.GetRequiredService<NotificationsModule>().Dispatcher);
}
