using EventOps.Domain.Shared;
using EventOps.Notifications;
using EventOps.Notifications.Sites;
using EventOps.Server.Access;
using EventOps.Server.Agendas;
using EventOps.Server.Catalogue;
using EventOps.Server.Communities;
using EventOps.Server.Embargoes;
using EventOps.Server.Erasing;
using EventOps.Server.Exporting;
using EventOps.Server.Feeds;
using EventOps.Server.Files;
using EventOps.Server.History;
using EventOps.Server.Links;
using EventOps.Server.Meetups;
using EventOps.Server.News;
using EventOps.Server.Operations;
using EventOps.Server.Pages;
using EventOps.Server.People;
using EventOps.Server.Previews;
using EventOps.Server.Projecting;
using EventOps.Server.Recaps;
using EventOps.Server.Schemas;
using EventOps.Server.SpeakerLinks;
using EventOps.Server.Subscriptions;
using EventOps.Server.Talks;

namespace EventOps.Server.Hosting;

/// <summary>Composes the web application on a backend. Every part is added and mapped by name here.</summary>
internal static class ServerApplication
{
    private const string DefaultUrl = "http://localhost:5080";

    public static WebApplicationBuilder Builder(string[] urls)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables();
        builder.WebHost.UseKestrelHttpsConfiguration();
        if (urls.Length > 0)
            builder.WebHost.UseUrls(urls);
        else if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            RequestLimits.Apply(kestrel.Limits);
        });
        return builder;
    }

    public static WebApplication Build(
        WebApplicationBuilder builder, Backend backend, ServerSettings settings, ILoggerFactory loggers)
    {
        builder.Services.AddSingleton(loggers);
        builder.Services.ConfigureHttpJsonOptions(json => DomainJson.Apply(json.SerializerOptions));
        builder.Services.AddProblemDetails().AddExceptionHandler<UnexpectedErrors>();
        builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System);
        builder.Services.AddStore(backend.Store);
        builder.Services.AddSingleton<CommunityRegister>().AddSingleton<PictureRoute>().AddSingleton<FirstStart>();
        builder.Services.AddAccess(builder.Configuration);
        builder.Services.AddSingleton<SlugRegister>().AddSingleton<MovedSlugs>().AddSingleton<SecretLinkTable>().AddSingleton<SecretLinkDesk>().AddSingleton<MeetupDesk>().AddSingleton<MeetupPast>().AddSingleton<DryRunReports>();
        builder.Services.AddSingleton<AgendaReader>().AddSingleton<AgendaFiles>().AddSingleton<TalkReader>().AddSingleton<PersonReader>().AddSingleton<RecapReader>();
        builder.Services.AddSingleton<CatalogueReader>().AddSingleton<CataloguePages>().AddSingleton<CommunityCalendar>().AddSingleton<MarkdownPages>().AddSingleton<NewsReader>();
        builder.Services.AddSingleton<PageRenderer>().AddSingleton<PageMemory>().AddSingleton<PageShortcuts>();
        builder.Services.AddSingleton<PageDesk>().AddSingleton<DraftReader>().AddSingleton<PreviewPages>();
        builder.Services.AddHostedService<PageEviction>().AddHostedService<KeyPurge>().AddHostedService<EmbargoTimer>();
        builder.Services.AddSubscriptions();
        builder.Services.AddSingleton<PublishedPages>()
            .AddSingleton<ListSitePages>(provider => provider.GetRequiredService<PublishedPages>().List);
        builder.Services.AddNotifications(new NotificationOptions
        {
            PublicAddress = settings.PublicUrl is { } url ? new Uri(url) : null,
            SecretKeys = SecretKeySetting.Keys(settings),
            AllowPrivateSinks = settings.AllowPrivateSinks,
            OwnHosts = settings.SinkHosts,
            Schedule = settings.RetryPauses ?? NotificationOptions.StandardSchedule,
        });
        builder.Services.AddFiles(settings.Files);
        builder.Services.AddLinkChecker(settings);
        builder.Services.AddErasing();
        builder.Services.AddEventStreams(builder.Configuration);
        builder.Services.AddRequestLimits(builder.Configuration);
        builder.Services.AddDocumentation();
        builder.AddTelemetry();
        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void Map(WebApplication app)
    {
        app.Use(app.Services.GetRequiredService<PageShortcuts>().Serve);
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.Use(app.Services.GetRequiredService<RateLimits>().Guard);
        app.Use(app.Services.GetRequiredService<MovedSlugs>().Lead);
        app.UseBareStatusProblems();
        app.UseRequestTimeouts();
        Health.Map(app);
        Metrics.Map(app);
        Documentation.Map(app);
        var community = app.MapGroup("/api/communities/{community}").AddEndpointFilter<CommunityAccess>()
            .AddEndpointFilter<DryRunGuard>().AddEndpointFilter<ConditionalReads>();
        var meetups = community.MapGroup("/meetups");
        CatalogueRoutes.Map(meetups);
        CommandRoutes.Map(meetups);
        MeetupRoutes.Map(meetups);
        HistoryRoutes.Map(meetups);
        ExplainRoutes.Map(meetups);
        AgendaRoutes.Map(meetups);
        RecapRoutes.Map(meetups);
        LinkRoutes.Map(meetups);
        FileRoutes.Map(community);
        EventRoutes.Map(community);
        SubscriptionRoutes.Map(community);
        CommunityRoutes.Map(app, community);
        KeyRoutes.Map(community);
        MemberRoutes.Map(community);
        RefusalRoutes.Map(app, community);
        SpeakerLinkRoutes.Map(meetups);
        PreviewLinkRoutes.Map(meetups);
        ErasureRoutes.Map(community);
        SchemaRoutes.Map(app);
        app.MapAssets();
        LookRoute.Map(app);
        PictureRoute.Map(app);
        HandInRoutes.Map(app);
        PreviewPages.Map(app);
        PageRoutes.Map(app);
    }
}
