using EventOps.EventStore.Reading;
using EventOps.Notifications.Messages;

namespace EventOps.Server.Feeds;

/// <summary>Some messages in order. Everything up to <paramref name="Through"/> was looked at: read on after it.</summary>
internal sealed record EventPage(IReadOnlyList<Message> Messages, long Through);

/// <summary>
/// Reads the feed for one reader, page by page. A page looks at a bounded stretch of positions, however few of them are wanted:
/// whoever filters much gets empty pages and goes on.
/// </summary>
internal sealed class EventPages(Feed feed, MessageReader messages)
{
    /// <param name="most">The most events looked into; what is a draft among them may be left out.</param>
    public async Task<EventPage> Read(EventSelection selection, long after, int most, CancellationToken ct)
    {
        var page = await FeedWalk.Read(feed, after, most, selection.Filter, ct);
        var shown = (await messages.Of(page.Events, ct)).Where(selection.Takes);
        return new([.. shown], page.SafePosition);
    }
}
