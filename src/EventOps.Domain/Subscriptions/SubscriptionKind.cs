namespace EventOps.Domain.Subscriptions;

/// <summary>What takes the messages. These names are on disk: add, never change.</summary>
public enum SubscriptionKind
{
    Webhook,
    DingTalk,
    Feishu,
    WeCom,
    Slack,
    Discord,
    Teams,
    Telegram,
    Mattermost,
    Matrix,

    /// <summary>A plain POST to the build hook of a static site.</summary>
    Site,

    /// <summary>A <c>repository_dispatch</c>.</summary>
    GitHub,
    RabbitMq,
}

/// <summary>How a CloudEvent travels over HTTP.</summary>
public enum DeliveryMode
{
    /// <summary>One JSON document holds attributes and data.</summary>
    Structured,

    /// <summary>The body is the data; the attributes are headers.</summary>
    Binary,
}

/// <summary>The signatures of Standard Webhooks.</summary>
public enum SignatureScheme
{
    /// <summary>HMAC-SHA256 with a secret that both sides hold.</summary>
    V1,

    /// <summary>Ed25519: the receiver holds the public key only.</summary>
    V1a,
}

/// <summary>What follows from a kind alone.</summary>
public static class SubscriptionKinds
{
    /// <summary>Whether messages to it are signed with a secret of ours, which can be rotated.</summary>
    public static bool IsSigned(this SubscriptionKind kind) => kind is SubscriptionKind.Webhook or SubscriptionKind.Site;

    /// <summary>Whether it builds a site, and many facts are one call to it.</summary>
    public static bool IsSite(this SubscriptionKind kind) => kind is SubscriptionKind.Site or SubscriptionKind.GitHub;

    /// <summary>
    /// The address as it may be shown and logged. Only a webhook's is shown, and without its query, where tokens are put;
    /// of every other kind the path is the secret.
    /// </summary>
    public static string Shown(this SubscriptionKind kind, Uri address)
    {
        var site = $"{address.Scheme}://{Host(address)}";
        if (kind is not SubscriptionKind.Webhook)
            return $"{site}/…";
        return address.Query.Length + address.Fragment.Length == 0 && address.UserInfo.Length == 0
            ? address.OriginalString
            : $"{site}{address.AbsolutePath}{(address.Query.Length > 0 ? "?…" : "")}";
    }

    private static string Host(Uri address) => address.IsDefaultPort || address.Port < 0
        ? address.IdnHost
        : $"{address.IdnHost}:{address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
