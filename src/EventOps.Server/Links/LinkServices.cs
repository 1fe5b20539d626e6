using EventOps.Server.Hosting;

namespace EventOps.Server.Links;

internal static class LinkServices
{
    public static void AddLinkChecker(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(settings.Links).AddSingleton<LinkTable>().AddSingleton<LinksInUse>().AddSingleton<LinkRounds>();
        services.AddSingleton(_ => new LinkProbe(settings.AllowPrivateSinks));
        services.AddSingleton<LinkChecker>().AddHostedService(provider => provider.GetRequiredService<LinkChecker>());
    }
}
