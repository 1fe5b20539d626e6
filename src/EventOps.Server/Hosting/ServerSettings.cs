using EventOps.Domain.Subscriptions;
using EventOps.Server.Access;
using EventOps.Server.Feeds;
using EventOps.Server.Files;
using EventOps.Server.Links;

namespace EventOps.Server.Hosting;

/// <summary>What an operator may set, under <c>EventOps</c> in the configuration.</summary>
public sealed record ServerSettings
{
    /// <summary>Where the embedded PostgreSQL keeps its data. Setting: <c>EventOps:DataDirectory</c>.</summary>
    public string DataDirectory { get; init; } = ".eventops";

    /// <summary>The community made at first start. Setting: <c>EventOps:Community</c>.</summary>
    public string Community { get; init; } = "community";

    /// <summary>The owner key made at first start; without it one is generated. Setting: <c>EventOps:BootstrapKey</c>.</summary>
    public string? BootstrapKey { get; init; }

    /// <summary>The key of an operator, who founds communities; null: none by setting. Setting: <c>EventOps:OperatorKey</c>.</summary>
    public string? OperatorKey { get; init; }

    /// <summary>Where people reach the server, for links in messages. Setting: <c>EventOps:PublicUrl</c>.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>
    /// Keys that seal the secrets of subscriptions, 32 bytes in base64, the newest first, or a file with one a line; null: a
    /// file in the data directory. Setting: <c>EventOps:SecretKey</c>.
    /// </summary>
    public string? SecretKey { get; init; }

    /// <summary>Hosts of one's own where robots of a kind may live. Setting: <c>EventOps:SinkHosts:Mattermost</c> and so on.</summary>
    public IReadOnlyDictionary<SubscriptionKind, IReadOnlyList<string>> SinkHosts { get; init; } =
        new Dictionary<SubscriptionKind, IReadOnlyList<string>>();

    /// <summary>The pause before each attempt of a delivery; null: those of Standard Webhooks. Setting: <c>EventOps:RetryPauses</c>, seconds.</summary>
    public IReadOnlyList<TimeSpan>? RetryPauses { get; init; }

    /// <summary>Whether messages may go into private networks and to this machine. Setting: <c>EventOps:AllowPrivateSinks</c>.</summary>
    public bool AllowPrivateSinks { get; init; }

    /// <summary>An existing PostgreSQL, 14 or later. Setting: <c>ConnectionStrings:EventOps</c>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Where initdb and postgres are. Setting: <c>EventOps:Postgres:BinaryDirectory</c>.</summary>
    public string? BinaryDirectory { get; init; }

    /// <summary>Changes that may wait for the database; one more is answered 503. Setting: <c>EventOps:QueuedAppends</c>.</summary>
    public int QueuedAppends { get; init; } = 4096;

    /// <summary>What holds for uploaded files. Settings: <c>EventOps:Files:…</c></summary>
    public FileSettings Files { get; init; } = new();

    /// <summary>What holds for the link checker. Settings: <c>EventOps:Links:…</c></summary>
    public LinkSettings Links { get; init; } = new();

    /// <exception cref="SettingException">A value cannot be right, or a name is not known; the message names the setting.</exception>
    public static ServerSettings From(IConfiguration configuration)
    {
        KnownSettings.Check(configuration);
        var section = configuration.GetSection("EventOps");
        var settings = new ServerSettings
        {
            DataDirectory = Path.GetFullPath(section["DataDirectory"] ?? ".eventops"),
            Community = section["Community"] ?? "community",
            BootstrapKey = section["BootstrapKey"],
            OperatorKey = section["OperatorKey"] is { Length: > 0 } key ? key : null,
            PublicUrl = section["PublicUrl"]?.TrimEnd('/'),
            SecretKey = section["SecretKey"] is { Length: > 0 } keys ? keys : null,
            RetryPauses = section["RetryPauses"] is { Length: > 0 } pauses ? PausesOf(pauses) : null,
            SinkHosts = section.GetSection("SinkHosts").GetChildren().ToDictionary(KindOf, HostsOf),
            AllowPrivateSinks = Switch(section["AllowPrivateSinks"], "EventOps:AllowPrivateSinks"),
            ConnectionString = configuration.GetConnectionString("EventOps"),
            BinaryDirectory = section["Postgres:BinaryDirectory"],
            Files = FileSettings.From(section.GetSection("Files"), Path.GetFullPath(section["DataDirectory"] ?? ".eventops")),
            Links = LinkSettings.From(section.GetSection("Links")),
            QueuedAppends = SettingValues.Number(section, "QueuedAppends", 4_096, 1, 1_000_000),
        };
        if (!Communities.CommunityNames.IsName(settings.Community))
            throw new SettingException("EventOps:Community", "must be lower-case letters, digits and single hyphens");
        if (settings.BootstrapKey is { Length: < 16 })
            throw new SettingException("EventOps:BootstrapKey", "must have at least 16 characters");
        if (settings.OperatorKey is { Length: < 16 })
            throw new SettingException("EventOps:OperatorKey", "must have at least 16 characters");
        if (settings.OperatorKey is not null && settings.OperatorKey == settings.BootstrapKey)
            throw new SettingException("EventOps:OperatorKey", "must be another one than EventOps:BootstrapKey");
        if (settings.PublicUrl is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            throw new SettingException("EventOps:PublicUrl", "must be an absolute http or https address");
        // What the parts read when they are added is looked at before anything is begun.
        _ = (LimitSettings.From(configuration), SignInSettings.From(configuration), StreamLimits.From(configuration), RequestLimits.Longest(configuration));
        return settings;
    }

    private static bool Switch(string? text, string name) => text switch
    {
        null or "" => false,
        _ => bool.TryParse(text, out var on) ? on : throw new SettingException(name, "must be true or false"),
    };

    private static TimeSpan[] PausesOf(string pauses) => Array.ConvertAll(pauses.Split(','), pause =>
        int.TryParse(pause, out var seconds) && seconds is >= 0 and <= 604_800
            ? TimeSpan.FromSeconds(seconds)
            : throw new SettingException("EventOps:RetryPauses", "must be whole seconds up to a week, separated by commas"));

    private static SubscriptionKind KindOf(IConfigurationSection kind) =>
        Enum.TryParse<SubscriptionKind>(kind.Key, ignoreCase: true, out var known) && Enum.IsDefined(known)
            ? known
            : throw new SettingException($"EventOps:SinkHosts:{kind.Key}", "names no kind of subscription");

    private static IReadOnlyList<string> HostsOf(IConfigurationSection kind) =>
        kind.Value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } hosts
            ? hosts
            : throw new SettingException($"EventOps:SinkHosts:{kind.Key}", "must be host names, separated by commas");
}

/// <summary>A setting that cannot be right.</summary>
public sealed class SettingException(string name, string rule) : Exception($"The setting {name} {rule}.");
