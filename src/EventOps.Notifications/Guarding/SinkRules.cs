using EventOps.Domain.Subscriptions;

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
        SubscriptionKind kind, string sink, SubscriptionTarget target, bool hasSecret, bool allowPrivate)
    {
        var (address, fault) = SinkAddress.Read(sink, Schemes(kind, allowPrivate), allowPrivate);
        List<SinkFault> faults = fault is null ? [] : [new("sink", fault.Rule, fault.Message)];
        if (address is not null && fault is null && Hosts(kind) is { } hosts && !IsAny(address, hosts, allowPrivate))
            faults.Add(new("sink", "wrong_host", $"must be an address of {string.Join(", ", hosts)}"));
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

    // One that begins with a dot stands for whatever ends in it.
    private static string[]? Hosts(SubscriptionKind kind) => kind switch
    {
        SubscriptionKind.DingTalk => ["oapi.dingtalk.com"],
        SubscriptionKind.Feishu => ["open.feishu.cn", "open.larksuite.com"],
        SubscriptionKind.WeCom => ["qyapi.weixin.qq.com"],
        SubscriptionKind.Slack => ["hooks.slack.com", "hooks.slack-gov.com"],
        SubscriptionKind.Discord => ["discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com"],
        SubscriptionKind.Teams => [".logic.azure.com", ".environment.api.powerplatform.com"],
        SubscriptionKind.Telegram => ["api.telegram.org"],
        SubscriptionKind.GitHub => ["api.github.com", ".ghe.com"],
        _ => null,
    };

    // Where private sinks are allowed, a stand-in on this machine may play any robot.
    private static bool IsAny(Uri address, string[] hosts, bool allowPrivate) =>
        allowPrivate && (address.IsLoopback || address.HostNameType is not UriHostNameType.Dns)
        || hosts.Any(host => host[0] == '.'
            ? address.IdnHost.EndsWith(host, StringComparison.OrdinalIgnoreCase)
            : string.Equals(address.IdnHost, host, StringComparison.OrdinalIgnoreCase));

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
