using EventOps.EventStore.Projecting;
using EventOps.Projections.Agendas;
using EventOps.Projections.Talks;
using EventOps.Server.Pages;
using EventOps.Server.Projecting;

namespace EventOps.Server.Talks;

/// <summary>Talks as ready pages, made of the agenda's row.</summary>
internal sealed class TalkReader(Rows rows, PageMemory memory, PageRenderer renderer)
{
    /// <summary>Null while neither agenda nor recap shows the talk to the public.</summary>
    public ValueTask<ReadyPage?> Html(Guid meetupId, Guid talkId, PageContext context, CancellationToken ct) => memory.Get(
        new(MeetupProjections.Agenda, context.Community, meetupId.ToString()), $"talk-{talkId} {context.Variant}", async () =>
            await rows.Get(MeetupProjections.Agenda, context.Community, meetupId.ToString(), ct) is { } row
            && TalkView.Of(MeetupProjections.RowOf<AgendaPage>(row.Data), talkId) is { } view
                ? Ready.Of(await renderer.Talk(view, context), view.Position, view.Meetup, context.Now)
                : null);
}
