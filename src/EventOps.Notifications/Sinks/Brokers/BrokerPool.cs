using EventOps.Notifications.Deliveries;
using RabbitMQ.Client;

namespace EventOps.Notifications.Sinks.Brokers;

/// <summary>One connection per address, shared by all subscriptions to it, of a bounded number, closed when idle.</summary>
internal sealed class BrokerPool : IAsyncDisposable
{
    internal const int MostConnections = 16;
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, Broker> brokers = [];
    private readonly Lock gate = new();
    private readonly NotificationOptions options;
    private readonly TimeProvider time;
    private readonly ITimer sweep;

    public BrokerPool(NotificationOptions options, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        sweep = time.CreateTimer(_ => _ = CloseIdle(), null, options.BrokerIdleLimit, options.BrokerIdleLimit / 2);
    }

    /// <summary>How many are kept.</summary>
    internal int Count
    {
        get
        {
            lock (gate)
                return brokers.Count;
        }
    }

    /// <summary>Uses the broker at an address; null when there are too many others at work.</summary>
    public async Task<Attempt?> Use(Uri address, Func<Broker, Task<Attempt>> use)
    {
        if (Enter(address, out var closing) is not { } broker)
            return null;
        if (closing is not null)
            await closing.DisposeAsync();
        try
        {
            return await use(broker);
        }
        finally
        {
            lock (gate)
            {
                broker.Users--;
                broker.LastUsed = time.GetUtcNow();
            }
        }
    }

    private Broker? Enter(Uri address, out Broker? closing)
    {
        closing = null;
        lock (gate)
        {
            if (!brokers.TryGetValue(address.AbsoluteUri, out var broker))
            {
                if (brokers.Count >= MostConnections && (closing = TakeIdle(DateTimeOffset.MaxValue)) is null)
                    return null;
                brokers[address.AbsoluteUri] = broker = new Broker(Factory(address), time);
            }

            broker.Users++;
            return broker;
        }
    }

    // Under the gate: the one that has rested longest, if any rests since before then.
    private Broker? TakeIdle(DateTimeOffset before)
    {
        var (address, broker) = brokers.Where(b => b.Value.Users == 0 && b.Value.LastUsed <= before)
            .OrderBy(b => b.Value.LastUsed).FirstOrDefault();
        if (broker is not null)
            brokers.Remove(address);
        return broker;
    }

    private async Task CloseIdle()
    {
        while (true)
        {
            Broker? idle;
            lock (gate)
                idle = TakeIdle(time.GetUtcNow() - options.BrokerIdleLimit);
            if (idle is null)
                return;
            await idle.DisposeAsync();
        }
    }

    private ConnectionFactory Factory(Uri address) => new()
    {
        Uri = address,
        ClientProvidedName = "EventOps",
        // A broken connection is opened anew by whoever needs it next; two who mend the same thing mend it badly.
        AutomaticRecoveryEnabled = false,
        TopologyRecoveryEnabled = false,
        RequestedConnectionTimeout = ConnectLimit,
        RequestedHeartbeat = Heartbeat,
        SocketFactory = family => new GuardedTcp(family, options.AllowPrivateSinks),
    };

    public async ValueTask DisposeAsync()
    {
        await sweep.DisposeAsync();
        List<Broker> all;
        lock (gate)
        {
            all = [.. brokers.Values];
            brokers.Clear();
        }

        foreach (var broker in all)
            await broker.DisposeAsync();
    }
}
