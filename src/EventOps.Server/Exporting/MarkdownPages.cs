using EventOps.EventStore.Projecting;
using EventOps.Formats.Exporting;
using EventOps.Projections.Agendas;
using EventOps.Projections.Recaps;
using EventOps.Server.Meetups;
using EventOps.Server.Pages;
using EventOps.Server.Projecting;

namespace EventOps.Server.Exporting;

/// <summary>Agendas and recaps as Markdown, as public as the pages are.</summary>
internal sealed class MarkdownPages(Rows rows, PageMemory memory)
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapMethods("/{meetup}/agenda.md", Reading, (HttpContext context, MarkdownPages markdown, SlugRegister slugs, string community, string meetup) =>
            markdown.Answer<AgendaPage>(context, slugs, community, meetup, MeetupProjections.Agenda, page =>
                (MeetupMarkdown.Of(page.Public(), page.ScheduledAt), page.Position)));
        pages.MapMethods("/{meetup}/recap.md", Reading, (HttpContext context, MarkdownPages markdown, SlugRegister slugs, string community, string meetup) =>
            markdown.Answer<RecapPage>(context, slugs, community, meetup, MeetupProjections.Recap, page =>
                page.Public() is { } recap ? (MeetupMarkdown.Of(recap, page.Held()), page.Position) : null));
    }

    private async Task<IResult> Answer<TRow>(
        HttpContext context, SlugRegister slugs, string community, string meetup, string projection, Func<TRow, (byte[] Bytes, long Position)?> write)
    {
        if (await MeetupIds.Find(slugs, community, meetup, context.RequestAborted) is not { } id)
            return MeetupIds.NotFound();
        var ready = await memory.Get(new(projection, community, id.ToString()), "markdown", async () =>
            await rows.Get(projection, community, id.ToString(), context.RequestAborted) is { } row
            && write(MeetupProjections.RowOf<TRow>(row.Data)) is var (bytes, position)
                ? Ready.Of(bytes, MeetupMarkdown.ContentType, position)
                : null);
        return ready is null ? MeetupIds.NotFound() : new PageResult(ready, vary: null);
    }
}
