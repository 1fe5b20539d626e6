using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Secrets;

namespace EventOps.Notifications;

/// <summary>What an operator or a test may turn. The defaults are those of Standard Webhooks on a small server.</summary>
public sealed record NotificationOptions
{
    /// <summary>Where readers find the pages, like <c>https://meetups.example.org</c>; null: links in messages are paths.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>What seals the secrets of subscriptions. The default is a key that nobody has after this process.</summary>
    public SecretKeyRing SecretKeys { get; init; } = new(SecretKey.Create());

    /// <summary>Whether sinks may be in private networks and on this machine: for development and tests.</summary>
    public bool AllowPrivateSinks { get; init; }

    /// <summary>
    /// Hosts of one's own for kinds of sinks whose services everybody may run: <c>chat.example.org</c>, with a port if it is
    /// not the usual one, or <c>*.example.org</c>. Every kind knows the hosts of its public service.
    /// </summary>
    public IReadOnlyDictionary<SubscriptionKind, IReadOnlyList<string>> OwnHosts { get; init; } =
        new Dictionary<SubscriptionKind, IReadOnlyList<string>>();

    /// <summary>How long a connection to a broker may be idle before it is closed.</summary>
    public TimeSpan BrokerIdleLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The pauses of Standard Webhooks, 75 hours in all.</summary>
    public static IReadOnlyList<TimeSpan> StandardSchedule { get; } =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>The pause before each attempt; after the last one a delivery is dead.</summary>
    public IReadOnlyList<TimeSpan> Schedule { get; init; } = StandardSchedule;

    /// <summary>A number from 0 to 1 that stretches or shrinks a pause by up to a fifth, so that failures do not march in step.</summary>
    public Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>The time one attempt has, from the first byte sent to the last one read.</summary>
    public TimeSpan AttemptLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a claim holds without a result; beyond it the node that held it is taken for dead.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Attempts under way on this node.</summary>
    public int InFlight { get; init; } = 256;

    /// <summary>Of these, attempts at sinks that failed last time: those that hang leave the other places free.</summary>
    public int InFlightFailing { get; init; } = 64;

    /// <summary>
    /// Attempts under way on this node to one subscription: one if it is ordered, or while its sink fails.
    /// </summary>
    public int InFlightPerSubscription { get; init; } = 16;

    /// <summary>How long a sink may take nothing before a message that dies of it disables the subscription.</summary>
    public TimeSpan DisableAfter { get; init; } = TimeSpan.FromDays(5);

    /// <summary>How long deliveries that have ended are kept, with their attempts and messages.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How often the dispatcher looks for what no notice announced.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a stop waits for attempts under way.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(20);
}
