using System.Diagnostics;
using System.Globalization;
using EventOps.EventStore;
using EventOps.EventStore.Reading;
using EventOps.Testing;
using Npgsql;

namespace EventOps.Benchmarks;

/// <summary>
/// A reader of a million events beside psql copying the same columns out; then how long an append takes to reach one reader
/// at the end of the log, and five hundred.
/// </summary>
internal static class FeedBenchmark
{
    private const int Events = 1_000_000;
    private const int Page = 1_000;

    private const string Fill = """
        insert into mt_streams (tenant_id, id, type, version)
        select 'bench', ('00000000-0000-7000-8000-' || lpad(to_hex(s), 12, '0'))::uuid, 'meetup', 50 from generate_series(1, 20000) s;
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, headers)
        select nextval('mt_events_sequence'), gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad(to_hex(s), 12, '0'))::uuid, v,
          '{"slidesId":"0199f0c4-6c1e-7b7a-9d0e-4a5d3c2b1a00","title":"WASM 中的 GC 遐想","url":"https://example.org/gc.pdf","version":1}',
          'slides_published', now(), 'bench', null
        from generate_series(1, 50) v, generate_series(1, 20000) s;
        analyze mt_events; analyze mt_streams
        """;

    private const string Copy = """
        copy (select e.seq_id, e.id, e.tenant_id, e.stream_id, s.type, e.version, e.type, e.data, e.timestamp, e.user_name,
          e.correlation_id, e.causation_id, e.headers
          from mt_events e left join mt_streams s on s.tenant_id = e.tenant_id and s.id = e.stream_id order by e.seq_id) to stdout
        """;

    public static async Task Run(Ground ground)
    {
        await using var database = await TestDatabase.Create();
        await using var store = new EventStoreModule(database.ConnectionString);
        await store.Migrate(CancellationToken.None);
        await using (var fill = store.Database.CreateCommand(Fill))
        {
            fill.CommandTimeout = 0;
            await fill.ExecuteNonQueryAsync();
        }

        await ReadAll(store, database.ConnectionString);
        store.Start();
        await Tail(store, readers: 1, ground.Figure);
        await Tail(store, readers: 500, ground.Figure);
    }

    private static async Task ReadAll(EventStoreModule store, string connectionString)
    {
        await Walk(store.Feed, 20_000);
        var watch = Stopwatch.StartNew();
        var (read, early, late) = await Walk(store.Feed, Events);
        var ours = read / watch.Elapsed.TotalSeconds;
        var what = $"read {read:N0}, heap {early / 1e6:F0}, {late / 1e6:F0} MB";
        if (Ground.Program("psql") is not { } psql)
        {
            Figures.Alone(what, ours, "psql is not installed (Debian: postgresql-client)");
            return;
        }

        var target = new NpgsqlConnectionStringBuilder(connectionString);
        watch.Restart();
        await Ground.Output(
            psql, "-h", target.Host!, "-p", $"{target.Port}", "-U", target.Username!, "-o", "/dev/null", "-c", Copy, target.Database!);
        Figures.Against(what, ours, "COPY", read / watch.Elapsed.TotalSeconds, 0.4);
    }

    /// <summary>Reads from the beginning; the live heap after a tenth of it and at the end.</summary>
    private static async Task<(long Read, long Early, long Late)> Walk(Feed feed, long most)
    {
        var (read, early) = (0L, 0L);
        for (var after = 0L; read < most;)
        {
            var page = await feed.Read(after, Page, CancellationToken.None);
            (after, read) = (page.SafePosition, read + page.Events.Count);
            if (early == 0 && read >= most / 10)
                early = GC.GetTotalMemory(forceFullCollection: true);
        }

        return (read, early, GC.GetTotalMemory(forceFullCollection: true));
    }

    private static async Task Tail(EventStoreModule store, int readers, TimeSpan time)
    {
        var feed = store.Feed;
        using var over = new CancellationTokenSource();
        var seen = new List<(long Position, long At)>[readers];
        var start = await feed.Head(CancellationToken.None);
        var reading = Enumerable.Range(0, readers).Select(i => Task.Run(() => Follow(feed, start, seen[i] = [], over.Token))).ToArray();
        var before = (await feed.Status(CancellationToken.None)).DatabaseReads;
        var (sent, answered) = (new Dictionary<long, long>(), new Dictionary<long, long>());
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time; await beat.WaitForNextTickAsync())
        {
            var at = Stopwatch.GetTimestamp();
            var result = (AppendResult.Appended)await store.Streams.Append(
                new("bench", Guid.CreateVersion7()), "meetup", 0, [new(Guid.CreateVersion7(), "slides_published", "{}"u8.ToArray())],
                AppendMetadata.None, CancellationToken.None);
            (sent[result.Position], answered[result.Position]) = (at, Stopwatch.GetTimestamp());
        }

        var reads = (await feed.Status(CancellationToken.None)).DatabaseReads - before;
        await Task.Delay(200);
        await over.CancelAsync();
        await Task.WhenAll(reading);
        if (seen.Any(list => list.Count != sent.Count))
            throw new InvalidOperationException("A reader missed an event.");
        Print($"{readers} reader(s), append sent to read", seen, sent);
        Print($"{readers} reader(s), answered to read", seen, answered);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {readers} reader(s), statements per append    {(double)reads / sent.Count,10:F2}     {sent.Count} appends"));
    }

    private static void Print(string what, List<(long Position, long At)>[] seen, Dictionary<long, long> from)
    {
        var times = seen.SelectMany(list => list)
            .Select(s => (s.At - from[s.Position]) * 1000.0 / Stopwatch.Frequency).Order().ToList();
        Figures.Limit($"{what}, p50", times[times.Count / 2], 5);
        Figures.Limit($"{what}, p99", times[times.Count * 99 / 100], 25);
    }

    private static async Task Follow(Feed feed, long after, List<(long, long)> seen, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await feed.WaitForMore(after, ct);
                var page = await feed.Read(after, Page, ct);
                var at = Stopwatch.GetTimestamp();
                seen.AddRange(page.Events.Select(e => (e.Position, at)));
                after = page.SafePosition;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
    }
}
