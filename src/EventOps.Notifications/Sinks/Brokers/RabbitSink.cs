using System.Net.Sockets;
using System.Text;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Guarding;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EventOps.Notifications.Sinks.Brokers;

/// <summary>
/// Publishes to a topic exchange of RabbitMQ. Taken is what the broker confirmed, on disk where the queue is durable; what no
/// queue wants comes back and is an error.
/// </summary>
internal sealed class RabbitSink(NotificationOptions options, TimeProvider time) : IAsyncDisposable
{
    public const string ContentType = "application/cloudevents+json";
    private const string DefaultExchange = "eventops";
    private const int LongestRoutingKey = 255;
    private static readonly TimeSpan WaitForRoom = TimeSpan.FromSeconds(2);

    internal BrokerPool Brokers { get; } = new(options, time);

    public async Task<Attempt> Send(Outgoing outgoing, CancellationToken ct)
    {
        var started = time.GetUtcNow();
        if (!Uri.TryCreate(outgoing.Address, UriKind.Absolute, out var address) || address.Scheme is not ("amqp" or "amqps"))
            return Ended(new(AttemptError.BadSink, null, "The address must begin with amqps or amqp."));
        using var limit = new CancellationTokenSource(options.AttemptLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            return await Brokers.Use(address, async broker =>
            {
                await Publish(broker, outgoing, either.Token);
                return Ended(Verdict.Taken);
            }) ?? Ended(new(AttemptError.Waiting, WaitForRoom));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Ended(new(AttemptError.Timeout));
        }
        catch (Exception e) when (VerdictOf(e) is { } verdict && !ct.IsCancellationRequested)
        {
            return Ended(verdict);
        }

        Attempt Ended(Verdict verdict) =>
            new(started, time.GetUtcNow(), null, verdict.Error, default, verdict.RetryAfter, verdict.Advice);
    }

    private static async Task Publish(Broker broker, Outgoing outgoing, CancellationToken ct)
    {
        var exchange = outgoing.Target.Exchange ?? DefaultExchange;
        var channel = await broker.Channel(exchange, ct);
        var properties = new BasicProperties
        {
            MessageId = outgoing.Id.ToString(), ContentType = ContentType, Type = outgoing.Type, AppId = "eventops",
            DeliveryMode = DeliveryModes.Persistent,
        };
        await channel.BasicPublishAsync(exchange, RoutingKey(outgoing), mandatory: true, properties, outgoing.Body, ct);
    }

    /// <summary>The type and then the community: a queue binds to <c>eventops.slides.#</c> or to <c>#.sofa</c>.</summary>
    private static string RoutingKey(Outgoing outgoing)
    {
        var key = outgoing.Target.RoutingKey ?? $"{outgoing.Type}.{outgoing.SubscriptionKey[..outgoing.SubscriptionKey.LastIndexOf('/')]}";
        return Encoding.UTF8.GetByteCount(key) <= LongestRoutingKey ? key : outgoing.Type;
    }

    private static Verdict? VerdictOf(Exception e) => e switch
    {
        BrokerRestsException resting => new(AttemptError.Unreachable, resting.Rest),
        PublishException { IsReturn: true } => new(AttemptError.Unroutable, null,
            "The exchange has no queue for this message: bind one to its routing key."),
        PublishException => new(AttemptError.Refused),
        BrokerUnreachableException { InnerException: { } inner } => VerdictOf(inner) ?? new(AttemptError.Unreachable),
        AggregateException many => many.InnerExceptions.Select(VerdictOf).FirstOrDefault(verdict => verdict is not null),
        PrivateAddressException => new(AttemptError.PrivateAddress),
        PossibleAuthenticationFailureException => Verdict.Misconfigured(
            "The broker does not let this user in: correct name and password in the address."),
        OperationInterruptedException { ShutdownReason: { } reason } => OfCode(reason.ReplyCode),
        ConnectFailureException { InnerException: { } inner } => VerdictOf(inner) ?? new(AttemptError.Unreachable),
        System.Security.Authentication.AuthenticationException => new(AttemptError.Tls),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            new(AttemptError.NameUnknown),
        SocketException or IOException or RabbitMQClientException or TimeoutException or ObjectDisposedException =>
            new(AttemptError.Unreachable),
        _ => null,
    };

    // Reply codes of AMQP 0-9-1.
    private static Verdict OfCode(int code) => code switch
    {
        403 => Verdict.Misconfigured("The broker does not let this user publish there: give it write access to the exchange."),
        406 => Verdict.Misconfigured("The exchange is of another kind: name a topic exchange."),
        530 => Verdict.Misconfigured("The broker has no such virtual host, or this user may not enter it."),
        _ => new(AttemptError.Unreachable),
    };

    public ValueTask DisposeAsync() => Brokers.DisposeAsync();
}
