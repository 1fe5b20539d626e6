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

    /// <exception cref="SettingException">A value cannot be right; the message names the section.</exception>
    internal static LimitSettings From(IConfiguration configuration)
    {
        try
        {
            var limits = configuration.GetSection("EventOps:Limits").Get<LimitSettings>() ?? new();
            return int.Min(int.Min(limits.PerKey, limits.PerAddress), int.Min(limits.Burst, limits.FailuresPerMinute)) > 0
                && (long)int.Max(limits.PerKey, limits.PerAddress) * limits.Burst <= int.MaxValue
                    ? limits
                    : throw new SettingException("EventOps:Limits", "must hold whole numbers above 0, a burst of at most two milliards");
        }
        catch (InvalidOperationException e)
        {
            throw new SettingException("EventOps:Limits", $"holds a value that is none: {e.Message}");
        }
    }
}
