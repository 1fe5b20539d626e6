using EventOps.EventStore.Projecting;
using EventOps.Projections.Agendas;
using EventOps.Projections.Recaps;
using EventOps.Projections.Talks;
using EventOps.Server.Pages;
using EventOps.Server.Projecting;

namespace EventOps.Server.Previews;

/// <summary>
/// Drafts as pages, made for each who asks and never remembered. Organizers see every deck with its status; whoever has a link
/// sees what would be public if it were published now, so that no link tells of slides before their time.
/// </summary>
internal sealed class DraftReader(Rows rows, PageRenderer renderer)
{
    public async Task<byte[]?> Agenda(Guid meetupId, PageContext context, CancellationToken ct) =>
        await AgendaOf(meetupId, context, ct) is { } view ? await renderer.Agenda(view, context) : null;

    public async Task<byte[]?> Talk(Guid meetupId, Guid talkId, PageContext context, CancellationToken ct) =>
        await AgendaOf(meetupId, context, ct) is { } agenda && TalkView.In(agenda, talkId) is { } view
            ? await renderer.Talk(view, context)
            : null;

    public async Task<byte[]?> Recap(Guid meetupId, PageContext context, CancellationToken ct) =>
        await Row<RecapPage>(MeetupProjections.Recap, meetupId, context, ct) is { } page
            ? await renderer.Recap(context.Draft!.IsLink ? page.Preview() : page.Draft(), context)
            : null;

    private async Task<AgendaView?> AgendaOf(Guid meetupId, PageContext context, CancellationToken ct) =>
        await Row<AgendaPage>(MeetupProjections.Agenda, meetupId, context, ct) is { } page
            ? context.Draft!.IsLink ? page.Preview() : page.Draft()
            : null;

    private async Task<T?> Row<T>(string projection, Guid meetupId, PageContext context, CancellationToken ct)
        where T : class =>
        await rows.Get(projection, context.Community, meetupId.ToString(), ct) is { } row ? MeetupProjections.RowOf<T>(row.Data) : null;
}
