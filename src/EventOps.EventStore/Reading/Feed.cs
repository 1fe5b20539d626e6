using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.EventStore.Reading;

/// <summary>
/// All events of the store in the order of their positions. Nothing ever appears at or below a position once served, and one
/// stream's versions come in order without a hole. Events that Marten has archived stay: a position that was served must
/// not vanish, and a rebuilt projection must equal the living one.
/// </summary>
/// <remarks>
/// A reader loops: <see cref="WaitForMore"/>, then <see cref="Read"/>. Any number of them cost the database one read of each
/// event while they keep up.
/// </remarks>
public sealed class Feed
{
    private const int Page = 500;

    private readonly NpgsqlDataSource database;
    private readonly LogReader log;
    private readonly FeedTail tail;
    private readonly HoleMemory holes;
    private readonly HoleAlarm alarm;
    private readonly FeedHead head;
    private readonly FeedWatch watch;

    internal Feed(
        NpgsqlDataSource database, NpgsqlDataSource lookups, Wake appended, EventStoreSettings settings, TimeProvider time,
        ILogger logger)
    {
        this.database = database;
        log = new LogReader(lookups);
        tail = new FeedTail(FeedLimits.TailEvents, FeedLimits.TailBytes, FeedLimits.TailAge, time);
        holes = new HoleMemory(database, settings.EarlyNumberGrace, time);
        alarm = new HoleAlarm(database, time, logger);
        head = new FeedHead(log, tail, holes, alarm);
        watch = new FeedWatch(head, appended, settings.PollInterval, time);
    }

    /// <summary>The position up to which the feed can be read now.</summary>
    public Task<long> Head(CancellationToken ct) => head.Advance().WaitAsync(ct);

    /// <summary>The first position in a tenant that was recorded at this time or later; null when there is none yet.</summary>
    public async Task<long?> PositionAt(string tenant, DateTimeOffset since, CancellationToken ct)
    {
        await using var query = database.CreateCommand("select min(seq_id) from mt_events where tenant_id = $1 and timestamp >= $2");
        query.Parameters.AddWithValue(tenant);
        query.Parameters.AddWithValue(since.UtcDateTime);
        return await query.ExecuteScalarAsync(ct) as long?;
    }

    /// <summary>
    /// At most <paramref name="limit"/> events after a position. A page whose safe position is the one asked for means that
    /// nothing more can be told now. With a filter, a page may be short or empty and its safe position tells how far was
    /// looked: at most 10,000 positions are looked at for one page.
    /// </summary>
    public async Task<FeedPage> Read(long after, int limit, CancellationToken ct, FeedFilter? filter = null)
    {
        var safe = await Known(after, ct);
        if (after >= safe)
            return new FeedPage([], after);
        return tail.Read(after, limit, filter) ?? await log.Page(after, safe, limit, filter, ct);
    }

    /// <summary>All events after a position that there are by the time the last of them is read, in pages of some hundred.</summary>
    internal async IAsyncEnumerable<FeedPage> Rest(long after, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var safe = await Known(after, ct); after < safe; safe = head.Position)
        {
            if (tail.Read(after, Page, filter: null) is { } held)
            {
                after = held.SafePosition;
                yield return held;
                continue;
            }

            await foreach (var page in log.Pages(after, safe, ct))
            {
                after = page.SafePosition;
                yield return page;
            }
        }
    }

    // Who is behind need not wait for a look.
    private async Task<long> Known(long after, CancellationToken ct) => head.Position is var safe && after < safe ? safe : await Head(ct);

    /// <summary>Events of the past were rewritten in their places: whatever is held in memory here is read anew.</summary>
    public void Forget() => tail.Forget();

    /// <summary>Returns when events can be read after this position.</summary>
    public Task WaitForMore(long after, CancellationToken ct) => watch.Until(after, urgent: false, ct);

    /// <summary>Returns when the feed includes a position that the caller knows to be taken: an append's answer.</summary>
    public Task WaitUntil(long position, CancellationToken ct) => watch.Until(position - 1, urgent: true, ct);

    /// <summary>How the feed stands, with whom it waits for.</summary>
    public async Task<FeedStatus> Status(CancellationToken ct)
    {
        var position = await Head(ct);
        var (events, bytes) = tail.Size;
        return new FeedStatus(
            position, await log.HighestNumber(ct), await Hole(ct), head.SteppedOver, events, bytes, log.Reads);
    }

    internal Task Stop() => watch.Stop();

    private async Task<FeedHole?> Hole(CancellationToken ct) => alarm.Number is not { } number ? null : new FeedHole(
        number, alarm.Age, holes.Waiting is { } waiting ? await HoleHolder.Of(database, waiting, ct) : [],
        holes.AwaitsEarlyNumbers);
}
