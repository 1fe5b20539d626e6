using System.Collections.Concurrent;
using EventOps.EventStore.Reading;
using Npgsql;
using Xunit;

namespace EventOps.EventStore.Tests.Reading;

/// <summary>
/// Many real transactions at once, each doing one of the things that transactions do to a sequence, and readers who record
/// what they were served. Drawn from a seed that is printed. The judge is the table as it ends up.
/// </summary>
internal sealed class Storm(EventStoreModule store, string connectionString, int seed)
{
    private readonly ConcurrentQueue<long> acknowledged = new();
    private readonly ConcurrentQueue<Guid> streams = new();

    public CancellationToken Limit { get; } = new CancellationTokenSource(TimeSpan.FromSeconds(90)).Token;

    public static Storm On(EventStoreModule store, string connectionString)
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        return new Storm(store, connectionString, seed);
    }

    public Random Dice(int of) => new(seed + of);

    /// <summary>Lets everybody do his thing while the readers read, then judges what they were served.</summary>
    public async Task Run(long start, Feed[] readBy, params IEnumerable<Task> doings)
    {
        using var over = new CancellationTokenSource();
        var readers = readBy.Select((feed, i) => Task.Run(
            () => Read(feed, start, Dice(1_000 + i), i % 2 == 0 ? null : new FeedFilter("storm"), over.Token))).ToArray();
        await Task.WhenAll(doings);
        var last = await Append(new StreamKey("storm", Guid.CreateVersion7()), 0);
        foreach (var feed in readBy)
            await OwnCluster.Patiently(async () =>
            {
                await feed.WaitUntil(last, Limit);
                return last;
            });
        await over.CancelAsync();
        var stored = await Stored(start);
        foreach (var (i, served) in (await Task.WhenAll(readers)).Index())
            Assert.Equal(stored.Where(e => i % 2 == 0 || e.Tenant == "storm"), served);
        Assert.Empty(acknowledged.Except(stored.Select(e => e.Position)));
        Assert.All(stored.GroupBy(e => e.Stream), s => Assert.Equal(Enumerable.Range(1, s.Count()).Select(v => (long)v), s.Select(e => e.Version)));
        TestContext.Current.TestOutputHelper!.WriteLine($"{stored.Count} events, {stored[^1].Position - start - stored.Count} numbers lost");
    }

    /// <summary>Our own appends to one stream, one to three events each.</summary>
    public async Task Own(int times, Random dice)
    {
        var stream = new StreamKey("storm", Guid.CreateVersion7());
        for (long i = 0, version = 0; i < times; i++)
        {
            var before = version;
            await Attempt(async () => version = before + await AppendSome(stream, before, dice.Next(1, 4)));
            if (version == before)
                (stream, version) = (new StreamKey("storm", Guid.CreateVersion7()), 0);
        }
    }

    /// <summary>Somebody else's transactions, in a session of its own; each may end in any way.</summary>
    public async Task Foreign(int times, Random dice, params Func<NpgsqlConnection, Random, Task>[] ways)
    {
        for (var i = 0; i < times; i++)
            await Attempt(async () =>
            {
                await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
                await connection.OpenAsync(Limit);
                await ways[dice.Next(ways.Length)](connection, dice);
            });
    }

    /// <summary>A stream of Marten's with a few events, for others to go on with.</summary>
    public async Task<Guid> Insert(NpgsqlConnection connection, Random dice, long? number = null)
    {
        var id = Guid.CreateVersion7();
        var count = number is null ? dice.Next(1, 4) : 1;
        await connection.Run($"insert into mt_streams (id, type, version, tenant_id) values ('{id}', 'tally', {count}, 'foreign')");
        for (var version = 1; version <= count; version++)
        {
            await connection.Run(
                "insert into mt_events (seq_id, id, stream_id, version, data, type, tenant_id, mt_dotnet_type) " +
                $$"""values ({{number?.ToString() ?? "nextval('mt_events_sequence')"}}, gen_random_uuid(), '{{id}}', {{version}}, '{"by": 1}', """ +
                "'counted', 'foreign', 'A.Counted, A')");
            if (dice.Next(3) == 0)
                await connection.Run($"select pg_sleep({dice.Next(8)} / 1000.0)");
        }

        streams.Enqueue(id);
        return id;
    }

    public async Task Archive(NpgsqlConnection connection, Random dice)
    {
        if (streams.TryDequeue(out var id))
            await connection.Run(
                $"begin; update mt_streams set is_archived = true where id = '{id}'; " +
                $"update mt_events set is_archived = true where stream_id = '{id}'; {(dice.Next(4) == 0 ? "rollback" : "commit")}");
    }

    // A server that is away fails what is under way; the table tells what came of it.
    private async Task Attempt(Func<Task> doing)
    {
        try
        {
            await doing();
        }
        catch (Exception away) when (away is NpgsqlException or IOException or StoreUnavailableException)
        {
            Limit.ThrowIfCancellationRequested();
        }
    }

    private async Task<long> AppendSome(StreamKey stream, long version, int count)
    {
        var result = await store.Streams.Append(
            stream, "tally", version, [.. Enumerable.Range(0, count).Select(_ => StoreFixture.Event())], AppendMetadata.None, Limit);
        acknowledged.Enqueue(Assert.IsType<AppendResult.Appended>(result).Position);
        return count;
    }

    private async Task<long> Append(StreamKey stream, long version)
    {
        await AppendSome(stream, version, 1);
        return acknowledged.Last();
    }

    private async Task<List<Served>> Read(Feed feed, long after, Random dice, FeedFilter? filter, CancellationToken over)
    {
        var served = new List<Served>();
        while (true)
        {
            try
            {
                var page = await feed.Read(after, dice.Next(1, 60), Limit, filter);
                served.AddRange(page.Events.Select(e => new Served(e.Position, e.Id, e.Tenant, e.StreamId, e.Version)));
                if (page.SafePosition == after && over.IsCancellationRequested)
                    return served;
                after = page.SafePosition;
                // Some readers are fast, some slow, and some ask again and again.
                if (page.Events.Count == 0 && dice.Next(2) == 0 && !over.IsCancellationRequested)
                    await feed.WaitForMore(after, over);
            }
            catch (Exception away) when (away is NpgsqlException or IOException)
            {
                Limit.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
            }

            await Task.Yield();
        }
    }

    private async Task<List<Served>> Stored(long start)
    {
        await using var query = store.Database.CreateCommand(
            "select seq_id, id, tenant_id, stream_id, version from mt_events where seq_id > $1 order by 1");
        query.Parameters.AddWithValue(start);
        var stored = new List<Served>();
        await using var rows = await query.ExecuteReaderAsync(Limit);
        while (await rows.ReadAsync(Limit))
            stored.Add(new Served(rows.GetInt64(0), rows.GetGuid(1), rows.GetString(2), rows.GetGuid(3), rows.GetInt64(4)));
        return stored;
    }

    private sealed record Served(long Position, Guid Id, string Tenant, Guid Stream, long Version);
}
