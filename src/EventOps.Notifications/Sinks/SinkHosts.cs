using System.Collections.Frozen;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Sinks.Robots;

namespace EventOps.Notifications.Sinks;

/// <summary>
/// Where sinks of a kind may live. A robot's answer decides what happens next and its address holds a secret, so it goes only
/// to the hosts of its service, and to those that the operator has named.
/// </summary>
public static class SinkHosts
{
    private static readonly IReadOnlyList<string> GitHubHosts = ["api.github.com"];

    internal static FrozenDictionary<SubscriptionKind, Robot> Robots { get; } = new Dictionary<SubscriptionKind, Robot>
    {
        [SubscriptionKind.DingTalk] = DingTalk.Robot,
        [SubscriptionKind.Feishu] = Feishu.Robot,
        [SubscriptionKind.WeCom] = WeCom.Robot,
        [SubscriptionKind.Slack] = Slack.Robot,
        [SubscriptionKind.Discord] = Discord.Robot,
        [SubscriptionKind.Teams] = Teams.Robot,
        [SubscriptionKind.Telegram] = Telegram.Robot,
        [SubscriptionKind.Mattermost] = Mattermost.Robot,
        [SubscriptionKind.Matrix] = Matrix.Robot,
    }.ToFrozenDictionary();

    /// <summary>
    /// The hosts of a kind: names, or <c>*.</c> and the end of one, with a port if it is not the usual one; null: any host.
    /// </summary>
    public static IReadOnlyList<string>? Of(SubscriptionKind kind, NotificationOptions options) => kind switch
    {
        SubscriptionKind.Webhook or SubscriptionKind.Site or SubscriptionKind.RabbitMq => null,
        SubscriptionKind.GitHub => [.. GitHubHosts, .. Own(kind, options)],
        _ => [.. Robots[kind].Hosts, .. Own(kind, options)],
    };

    /// <summary>Whether a sink of this kind may have this address: its host, and https outside of development.</summary>
    public static bool Allow(SubscriptionKind kind, Uri address, NotificationOptions options)
    {
        if (Of(kind, options) is not { } hosts)
            return true;
        // A stand-in on this machine may play any robot.
        if (options.AllowPrivateSinks && (address.IsLoopback || address.HostNameType is not UriHostNameType.Dns))
            return true;
        if (address.Scheme != Uri.UriSchemeHttps && !(options.AllowPrivateSinks && address.Scheme == Uri.UriSchemeHttp))
            return false;
        var host = address.IsDefaultPort ? address.IdnHost : address.Authority;
        return address.UserInfo.Length == 0 && hosts.Any(allowed => Matches(allowed, host));
    }

    private static bool Matches(string allowed, string host) => allowed.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase) && host.Length > allowed.Length - 1
        : host.Equals(allowed, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Own(SubscriptionKind kind, NotificationOptions options) =>
        options.OwnHosts.GetValueOrDefault(kind) ?? [];
}
