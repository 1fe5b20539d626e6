using EventOps.EventStore.Reading;

using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests;

/// <summary>Events that somebody else writes by plain SQL, and a reader that follows the feed to a position.</summary>
internal static class ForeignEvents
{
    public static async Task<List<RecordedEvent>> ReadUntil(this Feed feed, long after, long position)
    {
        var events = new List<RecordedEvent>();
        while (after < position)
        {
            await feed.WaitForMore(after, Soon);
            var page = await feed.Read(after, 100, Soon);
            events.AddRange(page.Events);
            after = page.SafePosition;
        }

        return events;
    }

    /// <summary>
    /// Where the feed ends now, with every hole before it settled: a write transaction of another test, even in another
    /// database, holds dead holes up.
    /// </summary>
    public static async Task<long> Tail(this StoreFixture fixture)
    {
        var last = await fixture.AppendOne();
        await fixture.Feed.WaitForMore(last - 1, Soon);
        return last;
    }

    /// <summary>One event of a new stream; with a number, the one drawn elsewhere.</summary>
    public static async Task<long> InsertEvent(Npgsql.NpgsqlConnection connection, long? number = null)
    {
        var id = Guid.CreateVersion7();
        await connection.Run($"insert into mt_streams (id, type, version, tenant_id) values ('{id}', 'tally', 1, 'foreign')");
        return await connection.Ask<long>(
            "insert into mt_events (seq_id, id, stream_id, version, data, type, tenant_id) " +
            $$"""values ({{number?.ToString() ?? "nextval('mt_events_sequence')"}}, gen_random_uuid(), '{{id}}', 1, '{"by": 1}', """ +
            "'counted', 'foreign') returning seq_id");
    }

    /// <summary>
    /// Begins anew until the number drawn left the transaction without an id: once in 32 numbers PostgreSQL logs the
    /// sequence, which takes one.
    /// </summary>
    public static async Task<long> NumberWithoutId(Npgsql.NpgsqlConnection connection)
    {
        while (true)
        {
            var drawn = await connection.Ask<long>("select nextval('mt_events_sequence')");
            if (!await connection.Ask<bool>("select pg_current_xact_id_if_assigned() is not null"))
                return drawn;
            await connection.Run("rollback; begin");
        }
    }
}
