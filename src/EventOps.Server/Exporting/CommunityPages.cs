using EventOps.EventStore.Reading;
using EventOps.Formats.Exporting;
using EventOps.Projections.Agendas;
using EventOps.Projections.Recaps;
using EventOps.Server.Projecting;

namespace EventOps.Server.Exporting;

/// <summary>All public pages of a community, folded from the log itself: never behind, whether or not a server runs.</summary>
internal sealed class CommunityPages(Feed feed)
{
    private const int Some = 2_000;

    /// <summary>Each meetup's page by its slug: the recap once it is public, before that the agenda.</summary>
    /// <param name="progress">Told how far the log was read, and how long it is.</param>
    public async Task<SortedDictionary<string, byte[]>> Read(string community, Action<long, long> progress, CancellationToken ct)
    {
        var meetups = new Dictionary<Guid, (AgendaPage? Agenda, RecapPage? Recap)>();
        var (head, after) = (await feed.Head(ct), 0L);
        while (after < head)
        {
            var page = await feed.Read(after, Some, ct, new(community));
            foreach (var stored in page.Events.Where(MeetupProjections.IsOfMeetup))
            {
                var (agenda, recap) = meetups.GetValueOrDefault(stored.StreamId);
                var fact = MeetupProjections.FactOf(stored);
                meetups[stored.StreamId] = (AgendaPage.On(agenda, fact), RecapPage.On(recap, fact));
            }

            if (page.SafePosition == after)
                break;
            after = page.SafePosition;
            progress(after, head);
        }

        var pages = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (agenda, recap) in meetups.Values)
            pages[agenda!.Meetup.Slug] = recap!.Public() is { } shown ? MeetupMarkdown.Of(shown, recap.Held()) : MeetupMarkdown.Of(agenda.Public(), agenda.ScheduledAt);
        return pages;
    }
}
