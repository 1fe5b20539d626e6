using EventOps.Server.Hosting;

namespace EventOps.Server.Access;

/// <summary>By which OpenID Connect provider people sign in, under <c>EventOps:SignIn</c> in the configuration.</summary>
public sealed record SignInSettings
{
    /// <summary>The issuer, which tokens must name; its keys are found below it. Null: nobody signs in.</summary>
    public string? Authority { get; init; }

    /// <summary>What tokens must be meant for.</summary>
    public string? Audience { get; init; }

    /// <summary>How far the clocks of the provider and the server may differ.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How soon the provider's keys may be asked for again when a token names one that is not known.</summary>
    public TimeSpan KeyRefresh { get; init; } = TimeSpan.FromSeconds(30);

    /// <exception cref="SettingException">A value cannot be right; the message names the setting.</exception>
    internal static SignInSettings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("EventOps:SignIn");
        var settings = new SignInSettings
        {
            Authority = section["Authority"] is { Length: > 0 } authority ? authority : null,
            Audience = section["Audience"] is { Length: > 0 } audience ? audience : null,
            ClockSkew = Seconds(section, "ClockSkewSeconds", 60, 300),
            KeyRefresh = Seconds(section, "KeyRefreshSeconds", 30, 3600),
        };
        if (settings.Authority is null)
            return settings.Audience is null ? settings : throw new SettingException("EventOps:SignIn:Authority", "is missing beside EventOps:SignIn:Audience");
        if (!Uri.TryCreate(settings.Authority, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
            throw new SettingException("EventOps:SignIn:Authority", "must be an absolute https address (http on this machine only)");
        if (settings.Audience is null)
            throw new SettingException("EventOps:SignIn:Audience", "is missing: tokens that are meant for others must not open this server");
        return settings;
    }

    private static TimeSpan Seconds(IConfigurationSection section, string name, int otherwise, int most) =>
        TimeSpan.FromSeconds(SettingValues.Number(section, name, otherwise, 1, most));
}
