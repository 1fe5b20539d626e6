using System.Diagnostics;
using EventOps.EventStore.Reading;

namespace EventOps.Server.Feeds;

/// <summary>
/// A client's page of a filtered feed. The feed looks at a stretch of the log at a time; a rare community in a long log may
/// have nothing in many of them.
/// </summary>
internal static class FeedWalk
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Stretch by stretch until there is an event, the end is reached or half a second is over; then an empty page, which
    /// leads on from where it got to.
    /// </summary>
    public static async Task<FeedPage> Read(Feed feed, long after, int limit, FeedFilter filter, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var page = await feed.Read(after, limit, ct, filter);
            if (page.Events.Count > 0 || page.SafePosition == after || Stopwatch.GetElapsedTime(started) > Longest)
                return page;
            after = page.SafePosition;
        }
    }
}
