using EventOps.Server.Hosting;

namespace EventOps.Server.Access;

/// <summary>How much one key and one address may ask for, under <c>EventOps:Limits</c> in the configuration.</summary>
public sealed record LimitSettings
{
    /// <summary>Requests a second with one key, or of one person.</summary>
    public int PerKey { get; init; } = 1_000;

    /// <summary>Requests a second without a key from one address (IPv6: from one /64). Pages from memory do not count.</summary>
    public int PerAddress { get; init; } = 1_000;

    /// <summary>How many seconds' worth may come at once.</summary>
    public int Burst { get; init; } = 10;

    /// <summary>Unknown keys and tokens a minute from one address, and so many at once.</summary>
    public int FailuresPerMinute { get; init; } = 120;

    /// <summary>How many keys a community may have that are not revoked, expired ones among them.</summary>
    public int Keys { get; init; } = 200;

    /// <summary>How many subscriptions a community may have that are not deleted.</summary>
    public int Subscriptions { get; init; } = 200;

    /// <exception cref="SettingException">A value cannot be right; the message names the setting.</exception>
    internal static LimitSettings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("EventOps:Limits");
        return new()
        {
            PerKey = SettingValues.Number(section, "PerKey", 1_000, 1, 1_000_000),
            PerAddress = SettingValues.Number(section, "PerAddress", 1_000, 1, 1_000_000),
            Burst = SettingValues.Number(section, "Burst", 10, 1, 1_000),
            FailuresPerMinute = SettingValues.Number(section, "FailuresPerMinute", 120, 1, 1_000_000),
            Keys = SettingValues.Number(section, "Keys", 200, 1, 1_000_000),
            Subscriptions = SettingValues.Number(section, "Subscriptions", 200, 1, 1_000_000),
        };
    }
}
