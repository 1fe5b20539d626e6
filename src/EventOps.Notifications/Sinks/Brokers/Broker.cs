using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EventOps.Notifications.Sinks.Brokers;

/// <summary>
/// One connection to one address, with one channel that confirms. It is opened when it is wanted; after a failure not before
/// a pause that grows to a minute.
/// </summary>
internal sealed class Broker(ConnectionFactory factory, TimeProvider time) : IAsyncDisposable
{
    private const int NotFound = 404;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly CreateChannelOptions Confirming =
        new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly HashSet<string> exchanges = [];
    private IConnection? connection;
    private IChannel? channel;
    private int failures;
    private DateTimeOffset notBefore;

    /// <summary>Who is sending just now, and when the last one ended; kept by the pool.</summary>
    public int Users { get; set; }

    public DateTimeOffset LastUsed { get; set; }

    /// <summary>A channel on which this exchange exists.</summary>
    /// <exception cref="BrokerRestsException">The last connection failed a moment ago.</exception>
    public async Task<IChannel> Channel(string exchange, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            if (connection is not { IsOpen: true })
                await Connect(ct);
            if (channel is not { IsOpen: true })
            {
                exchanges.Clear();
                channel = await connection!.CreateChannelAsync(Confirming, ct);
            }

            if (!exchanges.Contains(exchange))
                await Declare(exchange, ct);
            return channel!;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task Connect(CancellationToken ct)
    {
        if (notBefore - time.GetUtcNow() is var rest && rest > TimeSpan.Zero)
            throw new BrokerRestsException(rest);
        await Close();
        try
        {
            connection = await factory.CreateConnectionAsync(ct);
            failures = 0;
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            var pause = TimeSpan.FromSeconds(1 << Math.Min(failures++, 6));
            notBefore = time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
            throw;
        }
    }

    // Looking first needs no right to configure, which a careful broker gives to nobody who only sends.
    private async Task Declare(string exchange, CancellationToken ct)
    {
        await using var scratch = await connection!.CreateChannelAsync(cancellationToken: ct);
        try
        {
            await scratch.ExchangeDeclarePassiveAsync(exchange, ct);
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == NotFound)
        {
            await using var other = await connection.CreateChannelAsync(cancellationToken: ct);
            await other.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true, cancellationToken: ct);
        }

        exchanges.Add(exchange);
    }

    private async Task Close()
    {
        var (oldChannel, oldConnection) = (channel, connection);
        (channel, connection) = (null, null);
        exchanges.Clear();
        try
        {
            if (oldChannel is not null)
                await oldChannel.DisposeAsync();
            if (oldConnection is not null)
                await oldConnection.DisposeAsync();
        }
        catch (Exception e) when (e is RabbitMQClientException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // It was broken already; nothing more can be done for it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        gate.Dispose();
    }
}

/// <summary>The broker could not be reached a moment ago and is left alone for a while.</summary>
internal sealed class BrokerRestsException(TimeSpan rest) : IOException("The broker could not be reached a moment ago.")
{
    public TimeSpan Rest { get; } = rest;
}
