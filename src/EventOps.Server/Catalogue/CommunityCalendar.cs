using EventOps.Formats.Calendars;
using EventOps.Server.Communities;
using EventOps.Server.Hosting;
using EventOps.Server.Pages;
using EventOps.Server.Projecting;

namespace EventOps.Server.Catalogue;

/// <summary>All meetups of a community as one calendar to subscribe to.</summary>
internal sealed class CommunityCalendar(
    CommunityRegister communities, CataloguePages catalogue, PageMemory memory, ServerSettings settings)
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(RouteGroupBuilder pages) => pages.MapMethods("/calendar.ics", Reading, (
        HttpContext context, CommunityCalendar calendar, string community) => calendar.Answer(context, community));

    private async Task<IResult> Answer(HttpContext context, string name)
    {
        var ct = context.RequestAborted;
        if (await communities.Find(name, ct) is not { Name: { } title })
            return Problems.NotFound("community.not_found", "There is no such community.");
        var ready = await memory.Get(new(MeetupProjections.Catalogue, name, PageSource.AllRows), "calendar.ics", async () =>
        {
            var lines = await catalogue.All(name, ct);
            return Ready.Of(
                CalendarFile.OfCommunity(title, lines, new(settings.PublicUrl, name)), CalendarFile.ContentType,
                lines.Count == 0 ? 0 : lines.Max(line => line.Position));
        });
        return new PageResult(ready!, vary: null);
    }
}
