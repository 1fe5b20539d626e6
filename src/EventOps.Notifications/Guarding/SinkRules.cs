using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Sinks;

namespace EventOps.Notifications.Guarding;

/// <summary>A field of a subscription that does not fit its kind.</summary>
/// <param name="Field">In camelCase, like <c>target.room</c>.</param>
/// <param name="Message">What it must be, to follow the field's name.</param>
public sealed record SinkFault(string Field, string Rule, string Message);

/// <summary>What each kind of sink must have: its scheme, its hosts, and what names the place at the sink.</summary>
public static class SinkRules
{
    /// <summary>Reads an address and holds it and all that goes with it against the kind.</summary>
    /// <param name="hasSecret">Whether a secret of the other side is given, or was before.</param>
    public static (Uri? Address, IReadOnlyList<SinkFault> Faults) Check(
        SubscriptionKind kind, string sink, SubscriptionTarget target, bool hasSecret, NotificationOptions options)
    {
        var (address, fault) = SinkAddress.Read(sink, Schemes(kind, options.AllowPrivateSinks), options.AllowPrivateSinks);
        List<SinkFault> faults = fault is null ? [] : [new("sink", fault.Rule, fault.Message)];
        if (address is not null && fault is null && !SinkHosts.Allow(kind, address, options))
            faults.Add(new("sink", "wrong_host", $"must be an address of {string.Join(", ", SinkHosts.Of(kind, options)!)}"));
        faults.AddRange(Target(kind, target));
        if (!hasSecret && NeedsSecret(kind, address))
            faults.Add(new("secret", "required", "is required: the token that this kind of sink is told with"));
        return (address, faults);
    }

    /// <summary>Whether this kind takes a secret of the other side at all.</summary>
    public static bool TakesSecret(SubscriptionKind kind) => kind is SubscriptionKind.DingTalk or SubscriptionKind.Feishu
        or SubscriptionKind.Telegram or SubscriptionKind.Matrix or SubscriptionKind.GitHub;

    /// <summary>Whether extra headers go along.</summary>
    public static bool TakesHeaders(SubscriptionKind kind) => kind is SubscriptionKind.Webhook or SubscriptionKind.Site;

    // A robot's address is a secret, and none of them answers without encryption.
    private static string[] Schemes(SubscriptionKind kind, bool allowPrivate) => kind switch
    {
        SubscriptionKind.RabbitMq => ["amqp", "amqps"],
        SubscriptionKind.Webhook or SubscriptionKind.Site => ["http", "https"],
        _ => allowPrivate ? ["http", "https"] : ["https"],
    };

    private static bool NeedsSecret(SubscriptionKind kind, Uri? address) => kind switch
    {
        SubscriptionKind.Matrix or SubscriptionKind.GitHub => true,
        // Its token is in the path, where its own examples put it, or apart.
        SubscriptionKind.Telegram => address?.AbsolutePath.StartsWith("/bot", StringComparison.Ordinal) is false,
        _ => false,
    };

    private static IEnumerable<SinkFault> Target(SubscriptionKind kind, SubscriptionTarget target) =>
        Fields(target).Select(field => Fault(kind, field)).OfType<SinkFault>();

    private static TargetField[] Fields(SubscriptionTarget target) =>
    [
        new("room", target.Room, SubscriptionKind.Matrix), new("chat", target.Chat, SubscriptionKind.Telegram),
        new("owner", target.Owner, SubscriptionKind.GitHub), new("repository", target.Repository, SubscriptionKind.GitHub),
        new("eventType", target.EventType, SubscriptionKind.GitHub, IsRequired: false),
        new("exchange", target.Exchange, SubscriptionKind.RabbitMq),
        new("routingKey", target.RoutingKey, SubscriptionKind.RabbitMq, IsRequired: false),
    ];

    private static SinkFault? Fault(SubscriptionKind kind, TargetField field) => field switch
    {
        { Value: null } => field.Of == kind && field.IsRequired ? field.Fault("required", "is required for this kind of sink") : null,
        { Of: var of } when of != kind => field.Fault("not_for_kind", "means nothing for this kind of sink"),
        { Value.Length: 0 or > 255 } => field.Fault("not_a_name", "must have 1 to 255 characters"),
        { Value: var name } when name.Any(c => c is <= ' ' or '\x7f') => field.Fault("not_a_name", "must be without blanks"),
        _ => null,
    };

    private sealed record TargetField(string Name, string? Value, SubscriptionKind Of, bool IsRequired = true)
    {
        public SinkFault Fault(string rule, string message) => new($"target.{Name}", rule, message);
    }
}
