using System.Globalization;

namespace EventOps.Server.Hosting;

/// <summary>Values of settings, each read by its own name, so that a wrong one is named.</summary>
internal static class SettingValues
{
    /// <exception cref="SettingException">It is no whole number within the bounds.</exception>
    public static int Number(IConfigurationSection section, string name, int usual, int least, int most) =>
        (int)Long(section, name, usual, least, most);

    /// <inheritdoc cref="Number"/>
    public static long Long(IConfigurationSection section, string name, long usual, long least, long most) => section[name] switch
    {
        null or "" => usual,
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        _ => throw new SettingException($"{section.Path}:{name}", $"must be a whole number from {least} to {most}"),
    };

    /// <exception cref="SettingException">It is no time above 0, up to a day.</exception>
    public static TimeSpan Time(IConfigurationSection section, string name, TimeSpan usual) => section[name] switch
    {
        null or "" => usual,
        var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero && time <= TimeSpan.FromDays(1) => time,
        _ => throw new SettingException($"{section.Path}:{name}", "must be a time above 0 and up to a day, like 00:00:15"),
    };
}
