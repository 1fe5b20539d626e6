using EventOps.Browser.Tests.Samples;
using EventOps.Projections.People;
using EventOps.Projections.Talks;
using EventOps.Server.Catalogue;
using EventOps.Server.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace EventOps.Browser.Tests;

/// <summary>Where the pages are. They are rendered from the samples, behind the strictest policy that they are made for.</summary>
public sealed class Site : IAsyncDisposable
{
    private readonly WebApplication host;

    private Site(WebApplication host) => this.host = host;

    public string Address => host.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<Site> Start(string address = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.Services.AddSingleton<PageRenderer>();
        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = PageAssets.ContentSecurityPolicy;
            return next(context);
        });
        app.MapAssets();
        app.MapGet("/{community}", Catalogue);
        app.MapGet("/{community}/{slug}/agenda", (string slug, HttpContext http, PageRenderer pages) => Html(
            SampleMeetups.Stories.TryGetValue(slug, out var story)
                ? pages.Agenda(story.Agenda, Context(http)) : pages.NotFound(Context(http))));
        app.MapGet("/{community}/{slug}/recap", (string slug, HttpContext http, PageRenderer pages) => Html(
            SampleMeetups.Stories.TryGetValue(slug, out var story) && story.Recap is { } recap
                ? pages.Recap(recap, Context(http)) : pages.NotFound(Context(http))));
        app.MapGet("/{community}/{slug}/talks/{talk:guid}", (string slug, Guid talk, HttpContext http, PageRenderer pages) => Html(
            SampleMeetups.Stories.TryGetValue(slug, out var story) && TalkView.Of(story.Page, talk) is { } view
                ? pages.Talk(view, Context(http)) : pages.NotFound(Context(http))));
        app.MapGet("/{community}/people/{person:guid}", (Guid person, HttpContext http, PageRenderer pages) => Html(
            PersonView.Of(person, SampleMeetups.Stories.Values.Select(story => story.Entry)) is { } view
                ? pages.Person(view, Context(http)) : pages.NotFound(Context(http))));
        app.MapGet("/{community}/{slug}/agenda/changes", (string slug, int since, HttpContext http, PageRenderer pages) => Html(
            SampleMeetups.Stories.TryGetValue(slug, out var story) && story.Diff(since, story.Page.Releases.Count) is { } diff
                ? pages.Changes(diff, story.Page.Releases, Context(http)) : pages.NotFound(Context(http))));
        app.MapGet("/{community}/preview/{slug}/agenda", (string slug, HttpContext http, PageRenderer pages) => Html(
            pages.Agenda(SampleMeetups.Stories[slug].Page.Preview(), Draft(http, slug))));
        app.MapGet("/{community}/preview/{slug}/recap", (string slug, HttpContext http, PageRenderer pages) => Html(
            pages.Recap(SampleMeetups.Stories[slug].RecapPage.Preview(), Draft(http, slug))));
        app.MapGet("/{community}/pictures/{sha256}", () => Results.Bytes(SampleMeetups.PictureBytes, "image/png"));
        app.MapGet("/{community}/hand-in/{state}", (string state, HttpContext http, PageRenderer pages) => Html(
            pages.HandIn(SampleMeetups.HandedIn(state), Context(http))));
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static Task<IResult> Catalogue(HttpContext http, PageRenderer pages)
    {
        var query = http.Request.Query;
        var filter = new CatalogueFilter(query["series"], query["tag"], query["q"]);
        return Html(pages.Catalogue(CatalogueView.Of(SampleMeetups.Lines, filter, SampleMeetups.Now), Context(http)));
    }

    private static async Task<IResult> Html(Task<byte[]> page) => Results.Bytes(await page, "text/html; charset=utf-8");

    // As behind a link, whose secret is the slug here.
    private static PageContext Draft(HttpContext http, string slug) => Context(http) with
    {
        Draft = new($"/{SampleMeetups.Community}/preview/{slug}", Instant.FromUtc(2026, 12, 5, 4, 0)),
    };

    private static PageContext Context(HttpContext http)
    {
        string? asked = http.Request.Query["lang"];
        return new(asked ?? "zh", SampleMeetups.Community, "SOFAStack 社区", "https://meetups.example.org", http.Request.Path, asked is not null)
        {
            Now = SampleMeetups.Now, Look = new(null, null, SampleMeetups.Picture), Channels = SampleMeetups.Channels,
        };
    }
}
