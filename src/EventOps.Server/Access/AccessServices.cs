namespace EventOps.Server.Access;

/// <summary>Who may do what: the parts.</summary>
internal static class AccessServices
{
    public static void AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AccessNotices>().AddHostedService(provider => provider.GetRequiredService<AccessNotices>());
        services.AddSingleton<KeyTable>().AddSingleton<ApiKeys>().AddSingleton<Credentials>();
        services.AddHostedService<KeyUses>();
        services.AddSingleton(SignInSettings.From(configuration));
    }
}
