using System.Diagnostics;
using System.Text;
using EventOps.EventStore;
using EventOps.Testing;
using Npgsql;

namespace EventOps.Benchmarks;

/// <summary>
/// The same work on a log of 1,000 events and on one of 1,000,000, by turns, each with a server of its own in the same cluster: an
/// append, an agenda page over HTTP, the feed's end. After that, what AppendMany stores a second beside COPY of the same rows into a
/// table of the same shape.
/// </summary>
internal static class GrowthBenchmark
{
    private const int Before = 1_000;
    private const int After = 1_000_000;
    private const int Many = 100_000;
    private const int Streams = 100;
    private const double Bar = 1.2;
    private const int Rounds = 5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    private static readonly byte[] Data = """{"slidesId":"0199f0c4-6c1e-7b7a-9d0e-4a5d3c2b1a00","title":"WASM 中的 GC 遐想","url":"https://example.org/gc.pdf"}"""u8.ToArray();

    // Rows as AppendMany would write them, made where they are stored. The checkpoints go along: no projection reads them, and
    // five of them passing over a million events each would be waited for.
    private const string Growing = """
        set session_replication_role = replica;
        insert into mt_streams (tenant_id, id, type, version)
        select 'growth', md5('growth' || s)::uuid, 'bench', 100 from generate_series(1, {0} / 100) s;
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
        select nextval('mt_events_sequence'), gen_random_uuid(), md5('growth' || s)::uuid, v, '{1}', 'bench_noted', now(), 'growth'
        from generate_series(1, {0} / 100) s, generate_series(1, 100) v;
        update mt_event_progression set last_seq_id = (select max(seq_id) from mt_events);
        vacuum analyze mt_events;
        vacuum analyze mt_streams;
        checkpoint
        """;

    public static async Task Run(Ground ground)
    {
        await using var small = await Log.Begin();
        await using var large = await Log.Begin();
        await Fill(small.Store, Before);
        await large.Grow();
        await Compare("append to 100 streams by turns", large.Append, small.Append, ground.Figure);
        await Compare("agenda page", large.Agenda, small.Agenda, ground.Figure);
        await Compare("the last 100 events of the feed", await large.LastEvents(), await small.LastEvents(), ground.Figure);

        var watch = Stopwatch.StartNew();
        await Fill(large.Store, Many);
        Figures.Beside("AppendMany, events", Many / watch.Elapsed.TotalSeconds, "COPY", await Copy(large.Store));
    }

    private static async Task Compare(string what, Func<Task> large, Func<Task> small, TimeSpan figure)
    {
        await Median(WarmUp, large);
        await Median(WarmUp, small);
        var (after, before) = await Figures.InTurns(
            Rounds, () => Median(figure / Rounds, large), () => Median(figure / Rounds, small));
        Figures.Ratio(what, after, before, "µs", Bar);
    }

    private static async Task<double> Median(TimeSpan time, Func<Task> work)
    {
        var times = new List<double>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time;)
        {
            var began = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static async Task Fill(EventStoreModule store, int events)
    {
        const int part = 50_000;
        for (var left = events; left > 0; left -= part)
        {
            var streams = Enumerable.Range(0, Math.Max(1, Math.Min(left, part) / 100)).Select(_ => new StreamAppend(
                new("growth", Guid.CreateVersion7()), "bench", 0, [.. Enumerable.Range(0, 100).Select(_ => Event())]));
            await store.Streams.AppendMany([.. streams], AppendMetadata.None, CancellationToken.None);
        }
    }

    /// <summary>Rows a second that plain COPY brings into a table with the same keys and indexes.</summary>
    private static async Task<double> Copy(EventStoreModule store)
    {
        await using (var table = store.Database.CreateCommand("create table growth_copy (like mt_events including all)"))
            await table.ExecuteNonQueryAsync();
        var file = $"copy (select * from mt_events order by seq_id desc limit {Many}) to stdout (format binary)";
        await using var from = await store.Database.OpenConnectionAsync();
        await using var to = await store.Database.OpenConnectionAsync();
        using var rows = new MemoryStream();
        await using (var source = await from.BeginRawBinaryCopyAsync(file))
            await source.CopyToAsync(rows);
        rows.Position = 0;
        var watch = Stopwatch.StartNew();
        await using (var target = await to.BeginRawBinaryCopyAsync("copy growth_copy from stdin (format binary)"))
            await rows.CopyToAsync(target);
        return Many / watch.Elapsed.TotalSeconds;
    }

    private static NewEvent Event() => new(Guid.CreateVersion7(), "bench_noted", Data);

    /// <summary>A server, its agenda page and its log.</summary>
    private sealed class Log : IAsyncDisposable
    {
        private readonly TestDatabase database;
        private readonly StreamKey[] streams = [.. Enumerable.Range(0, Streams).Select(_ => new StreamKey("growth", Guid.CreateVersion7()))];
        private readonly HttpClient http = new();
        private RunningServer server;
        private Uri page;
        private int appended;

        private Log(TestDatabase database, RunningServer server, Uri page)
        {
            (this.database, this.server, this.page) = (database, server, page);
            Store = new EventStoreModule(database.ConnectionString);
        }

        public EventStoreModule Store { get; }

        public static async Task<Log> Begin()
        {
            var created = await TestDatabase.Create();
            var started = await RunningServer.Start(created);
            return new Log(created, started, await AgendaBenchmark.Served(started, created));
        }

        /// <summary>Makes it long while its server is away.</summary>
        public async Task Grow()
        {
            await server.DisposeAsync();
            await using var connection = new NpgsqlConnection(database.ConnectionString);
            await connection.OpenAsync();
            foreach (var statement in Growing.Replace("{0}", $"{After}", StringComparison.Ordinal)
                .Replace("{1}", Encoding.UTF8.GetString(Data), StringComparison.Ordinal).Split(';'))
            {
                await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 300 };
                await command.ExecuteNonQueryAsync();
            }

            server = await RunningServer.Start(database);
            page = await AgendaBenchmark.Served(server, database);
        }

        public async Task Append() => await Store.Streams.Append(
            streams[appended % Streams], "bench", appended++ / Streams, [Event()], AppendMetadata.None, CancellationToken.None);

        public async Task Agenda() => await http.GetByteArrayAsync(page);

        /// <summary>Reads the last hundred events where they are stored.</summary>
        public async Task<Func<Task>> LastEvents()
        {
            var last = await Store.Feed.Head(CancellationToken.None);
            Store.Feed.Forget();
            return () => Store.Feed.Read(last - 100, 100, CancellationToken.None);
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await Store.DisposeAsync();
            await server.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
