using EventOps.Formats.Atom;
using EventOps.Server.Communities;
using EventOps.Server.Hosting;
using EventOps.Server.Pages;
using EventOps.Server.Projecting;
using NodaTime;

namespace EventOps.Server.News;

/// <summary>What is new in a community, as Atom; in the community's language unless <c>?lang</c> asks for another.</summary>
internal static class NewsRoutes
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(RouteGroupBuilder pages) => pages.MapMethods("/feed.atom", Reading, Read);

    private static async Task<IResult> Read(
        HttpContext context, CommunityRegister communities, NewsReader news, PageMemory memory, ServerSettings settings, string community)
    {
        var ct = context.RequestAborted;
        if (await communities.Find(community, ct) is not { Name: { } title } found)
            return Problems.NotFound("community.not_found", "There is no such community.");
        var language = Words.Negotiate(context.Request.Query["lang"], acceptLanguage: null, found.Language);
        var channel = new NewsChannel(community, title, language, settings.PublicUrl);
        // Every event changes its meetup's row, and so the page is made anew after each.
        var ready = await memory.Get(new(MeetupProjections.Catalogue, community, PageSource.AllRows), $"atom {language}", async () =>
        {
            var entries = await news.Latest(community, ct);
            return Ready.Of(AtomFeed.Of(channel, entries, NodaConstants.UnixEpoch), AtomFeed.ContentType, entries.Count == 0 ? 0 : entries.Max(entry => entry.Meetup.Position));
        });
        return new PageResult(ready!, vary: null);
    }
}
