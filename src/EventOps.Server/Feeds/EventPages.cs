using EventOps.EventStore;
using EventOps.Notifications.Messages;
using Npgsql;
using NpgsqlTypes;

namespace EventOps.Server.Feeds;

/// <summary>Some messages in order. Everything up to <paramref name="Through"/> was looked at: read on after it.</summary>
internal sealed record EventPage(IReadOnlyList<Message> Messages, long Through);

/// <summary>
/// Reads the feed for one reader from the database, page by page. A page looks at a bounded stretch of positions, however few
/// of them are wanted: whoever filters much gets empty pages and goes on.
/// </summary>
internal sealed class EventPages(Feed feed, MessageReader messages, NpgsqlDataSource database)
{
    internal const int Stretch = 20_000;

    /// <param name="most">The most events looked into; what is a draft among them may be left out.</param>
    public async Task<EventPage> Read(EventSelection selection, long after, int most, CancellationToken ct)
    {
        var head = await feed.Head(ct);
        if (after >= head)
            return new([], after);
        var end = Math.Min(head, after + Stretch);
        // The tail, which most readers follow, is within reach by itself.
        var count = end == head ? most : await Count(selection.Filter, after, end, most, ct);
        if (count == 0)
            return new([], end);
        var page = await feed.Read(after, count, ct, selection.Filter);
        var all = end < head && count < most && page.Events.Count == count;
        var shown = (await messages.Of(page.Events, ct)).Where(selection.Takes);
        return new([.. shown], all ? end : page.SafePosition);
    }

    private async Task<int> Count(FeedFilter filter, long after, long end, int most, CancellationToken ct)
    {
        await using var query = database.CreateCommand(
            "select count(*)::int from (select from mt_events where seq_id > $1 and seq_id <= $2 and tenant_id = $3 " +
            "and type = any($4) order by seq_id limit $5) wanted");
        query.Parameters.AddWithValue(after);
        query.Parameters.AddWithValue(end);
        query.Parameters.AddWithValue(NpgsqlDbType.Varchar, filter.Tenant!);
        query.Parameters.AddWithValue(NpgsqlDbType.Array | NpgsqlDbType.Varchar, filter.Types!.ToArray());
        query.Parameters.AddWithValue(most);
        return (int)(await query.ExecuteScalarAsync(ct))!;
    }
}
