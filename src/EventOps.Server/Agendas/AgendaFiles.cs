using EventOps.EventStore.Projecting;
using EventOps.Formats.Calendars;
using EventOps.Formats.Schedules;
using EventOps.Formats.Shared;
using EventOps.Formats.Tables;
using EventOps.Projections.Agendas;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Server.Pages;
using EventOps.Server.Projecting;

namespace EventOps.Server.Agendas;

/// <summary>The released agenda as files for calendars, apps and spreadsheets.</summary>
internal sealed class AgendaFiles(Rows rows, PageMemory memory, ServerSettings settings)
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private static readonly (string Path, string ContentType, Func<AgendaPage, SiteAddresses, byte[]?> Write)[] Kinds =
    [
        ("agenda.ics", CalendarFile.ContentType, (page, site) => CalendarFile.OfAgenda(page.Public(), page.Ledger, site)),
        ("meetup.ics", CalendarFile.ContentType, (page, site) => CalendarFile.OfMeetup(page.Public(), site)),
        ("agenda.xml", ScheduleXml.ContentType, (page, site) => ScheduleXml.Of(page.Public(), page.Ledger, site)),
        ("schedule.xml", ScheduleXml.ContentType, (page, site) => ScheduleXml.Of(page.Public(), page.Ledger, site)),
        ("schedule.json", ScheduleJson.ContentType, (page, site) => ScheduleJson.Of(page.Public(), page.Ledger, site)),
        ("talks.csv", TalkTable.ContentType, (page, _) => TalkTable.Of(page.Public())),
    ];

    public static void Map(RouteGroupBuilder pages)
    {
        foreach (var (path, contentType, write) in Kinds)
        {
            pages.MapMethods($"/{{meetup}}/{path}", Reading, (
                HttpContext context, AgendaFiles files, SlugRegister slugs, string community, string meetup) =>
                files.Answer(context, slugs, community, meetup, path, contentType, write));
        }

        pages.MapMethods("/{meetup}/talks/{talk:guid}.ics", Reading, (
            HttpContext context, AgendaFiles files, SlugRegister slugs, string community, string meetup, Guid talk) =>
            files.Answer(
                context, slugs, community, meetup, $"{talk}.ics", CalendarFile.ContentType,
                (page, site) => CalendarFile.OfTalk(page.Public(), page.Ledger, talk, site)));
    }

    private async Task<IResult> Answer(
        HttpContext context, SlugRegister slugs, string community, string meetup, string name, string contentType,
        Func<AgendaPage, SiteAddresses, byte[]?> write)
    {
        if (await MeetupIds.Find(slugs, community, meetup, context.RequestAborted) is not { } id)
            return MeetupIds.NotFound();
        var ready = await memory.Get(new(MeetupProjections.Agenda, community, id.ToString()), name, async () =>
            await rows.Get(MeetupProjections.Agenda, community, id.ToString(), context.RequestAborted) is { } row
            && MeetupProjections.RowOf<AgendaPage>(row.Data).From(settings.PublicUrl) is var page
            && write(page, new(settings.PublicUrl, community)) is { } bytes
                ? Ready.Of(bytes, contentType, page.Position)
                : null);
        return ready is null ? MeetupIds.NotFound() : new PageResult(ready, vary: null);
    }
}
