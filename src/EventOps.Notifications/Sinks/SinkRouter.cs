using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Sinks.Brokers;
using Npgsql;

namespace EventOps.Notifications.Sinks;

/// <summary>The one place that knows which kind of sink is sent to by whom.</summary>
public sealed class SinkRouter : IAsyncDisposable
{
    private readonly HttpExchange http;
    private readonly WebhookSink webhooks;
    private readonly RobotSink robots;
    private readonly GitHubSink gitHub;
    private readonly RabbitSink rabbit;

    /// <param name="database">Keeps how much each robot still bears.</param>
    public SinkRouter(NpgsqlDataSource database, NotificationOptions options, TimeProvider time)
    {
        var rates = new RobotRates(database);
        http = new HttpExchange(options, time);
        webhooks = new WebhookSink(http, new Consents(http, rates, options, time), time);
        robots = new RobotSink(http, rates, options, time);
        gitHub = new GitHubSink(http, options, time);
        rabbit = new RabbitSink(options, time);
    }

    /// <summary>Sends one message and says how it went; throws only when cancelled or when the database is away.</summary>
    public Task<Attempt> Send(Outgoing outgoing, CancellationToken ct) => outgoing.Kind switch
    {
        SubscriptionKind.Webhook or SubscriptionKind.Site => webhooks.Send(outgoing, ct),
        SubscriptionKind.GitHub => gitHub.Send(outgoing, ct),
        SubscriptionKind.RabbitMq => rabbit.Send(outgoing, ct),
        _ => robots.Send(outgoing, ct),
    };

    public async ValueTask DisposeAsync()
    {
        await rabbit.DisposeAsync();
        http.Dispose();
    }
}
