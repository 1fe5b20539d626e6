namespace EventOps.Server.Access;

/// <summary>Who may do what: the parts.</summary>
internal static class AccessServices
{
    public static void AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AccessNotices>().AddHostedService(provider => provider.GetRequiredService<AccessNotices>());
        services.AddSingleton<Refusals>().AddHostedService(provider => provider.GetRequiredService<Refusals>());
        services.AddSingleton(LimitSettings.From(configuration)).AddSingleton<RateLimits>();
        services.AddSingleton(SignInSettings.From(configuration)).AddSingleton<SignIn>();
        services.AddSingleton<KeyTable>().AddSingleton<ApiKeys>().AddSingleton<Credentials>();
        services.AddHostedService<KeyUses>();
    }
}
