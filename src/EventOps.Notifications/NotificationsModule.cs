using EventOps.EventStore;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Messages;
using EventOps.Notifications.Secrets;
using EventOps.Notifications.Sinks;
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

    /// <param name="time">Null: the system's clock.</param>
    /// <param name="loggers">Null: silence.</param>
    public NotificationsModule(
        EventStoreModule store, NotificationOptions options, TimeProvider? time = null, ILoggerFactory? loggers = null)
    {
        time ??= TimeProvider.System;
        var logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("EventOps.Notifications");
        sinks = new SinkRouter(store.Database, options, time);
        Messages = new MessageReader(new MessageWriter(options.PublicAddress), store.Streams.Read);
        FanOut = new FanOut(Messages);
        Vault = new SecretVault(store.Database, options.SecretKeys);
        Secrets = new SubscriptionSecrets(Vault);
        Subscribers = new Subscribers(store.Database);
        Destinations = new Destinations(Subscribers, Vault);
        TestSend = new TestSend(store.Streams.Read, Destinations, sinks.Send, time, Guid.CreateVersion7);
        Dispatcher = new Dispatcher(store.Database, Destinations, sinks.Send, options, time, logger);
    }

    /// <summary>The tables of this room.</summary>
    public static ScriptSet Scripts { get; } =
        new("notifications", typeof(NotificationsModule).Assembly, "EventOps.Notifications.Sql.");

    public MessageReader Messages { get; }

    public FanOut FanOut { get; }

    public SubscriptionSecrets Secrets { get; }

    public SecretVault Vault { get; }

    public Subscribers Subscribers { get; }

    public Destinations Destinations { get; }

    public TestSend TestSend { get; }

    public Dispatcher Dispatcher { get; }

    public async ValueTask DisposeAsync()
    {
        await Dispatcher.DisposeAsync();
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
        .AddSingleton(provider => new NotificationsModule(
            provider.GetRequiredService<EventStoreModule>(), options, provider.GetService<TimeProvider>(),
            provider.GetService<ILoggerFactory>()))
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().Messages)
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().FanOut)
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().Secrets)
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().Vault)
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().Destinations)
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().Subscribers)
        .AddSingleton(provider => provider.GetRequiredService<NotificationsModule>().TestSend)
        .AddHostedService(provider => provider.GetRequiredService<NotificationsModule>().Dispatcher);
}
