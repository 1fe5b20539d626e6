using System.Diagnostics;
using EventOps.EventStore;
using EventOps.Testing;

namespace EventOps.Benchmarks;

/// <summary>
/// The same work on a log of 1,000 events and on one of 1,000,000: an append, an agenda page over HTTP, the feed's end. What
/// fills the log in between is measured beside COPY of the same rows into a table of the same shape.
/// </summary>
internal static class GrowthBenchmark
{
    private const int Before = 1_000;
    private const int After = 1_000_000;
    private const int Part = 50_000;
    private const int Streams = 100;
    private const double Bar = 1.2;

    private static readonly byte[] Data = """{"slidesId":"0199f0c4-6c1e-7b7a-9d0e-4a5d3c2b1a00","title":"WASM 中的 GC 遐想","url":"https://example.org/gc.pdf"}"""u8.ToArray();

    public static async Task Run(Ground ground)
    {
        await using var database = await TestDatabase.Create();
        await using var store = new EventStoreModule(database.ConnectionString);
        await using var server = await RunningServer.Start(database);
        var page = await AgendaBenchmark.Served(server, database);
        await Fill(store, Before);
        // Once to warm everything up, once to measure.
        await Measure(store, page, TimeSpan.FromSeconds(1));
        var small = await Measure(store, page, ground.Figure);
        var watch = Stopwatch.StartNew();
        await Fill(store, After);
        var filled = After / watch.Elapsed.TotalSeconds;
        await Execute(store, "vacuum analyze mt_events; vacuum analyze mt_streams");
        await CaughtUp(store);
        var large = await Measure(store, page, ground.Figure);

        Figures.Against("AppendMany, events", filled, "COPY", await Copy(store), 0.3);
        Figures.Ratio("append to 100 streams by turns", large.Append, small.Append, "µs", Bar);
        Figures.Ratio("agenda page", large.Agenda, small.Agenda, "µs", Bar);
        Figures.Ratio("the last 100 events of the feed", large.Feed, small.Feed, "µs", Bar);
    }

    /// <summary>Microseconds each takes, the median.</summary>
    private static async Task<(double Append, double Agenda, double Feed)> Measure(EventStoreModule store, Uri page, TimeSpan time)
    {
        using var http = new HttpClient();
        var streams = Enumerable.Range(0, Streams).Select(_ => new StreamKey("growth", Guid.CreateVersion7())).ToArray();
        var appended = 0;
        var append = await Median(time / 3, () => store.Streams.Append(
            streams[appended % Streams], "bench", appended++ / Streams, [Event()], AppendMetadata.None, CancellationToken.None));
        var agenda = await Median(time / 3, () => http.GetByteArrayAsync(page));
        var last = await store.Feed.Read(long.MaxValue - 1, 1, CancellationToken.None);
        var feed = await Median(time / 3, () => store.Feed.Read(last.SafePosition - 100, 100, CancellationToken.None));
        return (append, agenda, feed);
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
        for (var left = events; left > 0; left -= Part)
        {
            var streams = Enumerable.Range(0, Math.Max(1, Math.Min(left, Part) / 100)).Select(_ => new StreamAppend(
                new("growth", Guid.CreateVersion7()), "bench", 0, [.. Enumerable.Range(0, 100).Select(_ => Event())]));
            await store.Streams.AppendMany([.. streams], AppendMetadata.None, CancellationToken.None);
        }
    }

    /// <summary>Rows a second that plain COPY brings into a table with the same keys and indexes.</summary>
    private static async Task<double> Copy(EventStoreModule store)
    {
        await Execute(store, "create table growth_copy (like mt_events including all)");
        var file = $"copy (select * from mt_events order by seq_id limit {4 * Part}) to stdout (format binary)";
        await using var from = await store.Database.OpenConnectionAsync();
        await using var to = await store.Database.OpenConnectionAsync();
        using var rows = new MemoryStream();
        await using (var source = await from.BeginRawBinaryCopyAsync(file))
            await source.CopyToAsync(rows);
        rows.Position = 0;
        var watch = Stopwatch.StartNew();
        await using (var target = await to.BeginRawBinaryCopyAsync("copy growth_copy from stdin (format binary)"))
            await rows.CopyToAsync(target);
        return 4 * Part / watch.Elapsed.TotalSeconds;
    }

    // The projections read the new events, too; only then does the machine do nothing else.
    private static async Task CaughtUp(EventStoreModule store)
    {
        await using var behind = store.Database.CreateCommand(
            "select count(*) from mt_event_progression where last_seq_id < (select max(seq_id) from mt_events)");
        for (var tries = 0; (long)(await behind.ExecuteScalarAsync())! > 0; tries++)
            await (tries < 1200 ? Task.Delay(100) : throw new InvalidOperationException("The projections stay behind."));
    }

    private static async Task Execute(EventStoreModule store, string sql)
    {
        foreach (var statement in sql.Split(';'))
        {
            await using var command = store.Database.CreateCommand(statement);
            command.CommandTimeout = 120;
            await command.ExecuteNonQueryAsync();
        }
    }

    private static NewEvent Event() => new(Guid.CreateVersion7(), "bench_noted", Data);
}
