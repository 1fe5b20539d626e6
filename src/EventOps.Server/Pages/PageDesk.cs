using EventOps.Server.Communities;
using EventOps.Server.Hosting;
using NodaTime;

namespace EventOps.Server.Pages;

/// <summary>What every page needs to know of a request: whose page, in which language.</summary>
internal sealed class PageDesk(
    CommunityRegister communities, PageRenderer renderer, PageShortcuts shortcuts, ServerSettings settings, TimeProvider time)
{
    public const string Vary = "Accept-Language";

    /// <summary>Null when there is no such community.</summary>
    public async ValueTask<PageContext?> Context(HttpContext context, string name) =>
        await communities.Find(name, context.RequestAborted) is { } community
            ? ContextOf(context, name, community.Name!, community.Language) with { Look = community.Facts!.Look, Organiser = community.Facts!.Organiser, Channels = community.Facts!.Channels }
            : null;

    /// <summary>Sends a page, and by a shorter way when it is asked for again.</summary>
    public IResult Show(HttpContext context, ReadyPage page)
    {
        shortcuts.Remember(context.Request, page);
        return new PageResult(page, Vary);
    }

    /// <summary>The page that says that nothing is here, with status 404, or another one that says the same.</summary>
    public async Task<IResult> Missing(HttpContext context, string name, int status = StatusCodes.Status404NotFound)
    {
        var page = await Context(context, name) ?? ContextOf(context, settings.Community, settings.Community, "zh");
        return new WithStatus(status, TypedResults.Bytes(await renderer.NotFound(page), Ready.Html));
    }

    private PageContext ContextOf(HttpContext context, string name, string title, string language) => new(
        Words.Negotiate(context.Request.Query["lang"], context.Request.Headers.AcceptLanguage, language),
        name, title, settings.PublicUrl, context.Request.Path.ToUriComponent(), LanguageChosen: context.Request.Query.ContainsKey("lang"))
    {
        Now = Instant.FromDateTimeOffset(time.GetUtcNow()),
    };

    private sealed class WithStatus(int status, IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = status;
            PageHeaders.Put(context.Response, Ready.Html);
            return inner.ExecuteAsync(context);
        }
    }
}
