using EventOps.Server.Hosting;

namespace EventOps.Server.Links;

/// <summary>What an operator may set about the link checker, under <c>EventOps:Links</c>.</summary>
public sealed record LinkSettings
{
    /// <summary>How often a link is looked at; 0: never. Setting: <c>CheckHours</c>.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromHours(24);

    /// <summary>After how many failures in a row a link counts as dead. Setting: <c>DeadAfter</c>.</summary>
    public int DeadAfter { get; init; } = 3;

    /// <exception cref="SettingException">A value cannot be right; the message names the setting.</exception>
    public static LinkSettings From(IConfigurationSection section) => new()
    {
        Every = TimeSpan.FromHours(SettingValues.Number(section, "CheckHours", 24, 0, 24 * 365)),
        DeadAfter = SettingValues.Number(section, "DeadAfter", 3, 1, 100),
    };
}
