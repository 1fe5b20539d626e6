using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using EventOps.EventStore;
using EventOps.Testing;
using Npgsql;

namespace EventOps.Benchmarks;

/// <summary>
/// Appends, each to a new stream with its version checked, beside pgbench with as many clients that insert the same stream
/// and event rows by one statement each and check nothing.
/// </summary>
internal static partial class AppendBenchmark
{
    private const int Rounds = 3;

    // Each client's backend first learns the tables: in two seconds 256 of them come to no transaction at all.
    private const int ShortestSeconds = 2;
    private const int ClientsLearningPerSecond = 32;

    private static readonly (int Writers, double Bar)[] Cases = [(1, 0.7), (32, 0.9), (256, 1.5)];

    private static readonly byte[] Data = """{"slidesId":"0199f0c4-6c1e-7b7a-9d0e-4a5d3c2b1a00","title":"WASM 中的 GC 遐想","url":"https://example.org/gc.pdf","version":1}"""u8.ToArray();

    private const string Script = """
        with s as (insert into mt_streams (tenant_id, id, type, version) values ('bench', gen_random_uuid(), 'meetup', 1) returning id)
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
        select nextval('mt_events_sequence'), gen_random_uuid(), s.id, 1, '{"slidesId":"0199f0c4-6c1e-7b7a-9d0e-4a5d3c2b1a00","title":"WASM 中的 GC 遐想","url":"https://example.org/gc.pdf","version":1}', 'slides_published', now(), 'bench' from s;
        """;

    public static async Task Run(Ground ground)
    {
        await using var database = await TestDatabase.Create();
        await using var store = new EventStoreModule(database.ConnectionString, new EventStoreSettings { QueuedAppends = 16_384 });
        await store.Migrate(CancellationToken.None);
        await Appends(store, 32, TimeSpan.FromSeconds(2));
        var pgbench = Ground.Program("pgbench");
        foreach (var (writers, bar) in Cases)
        {
            var what = $"append, {writers} writer(s)";
            if (pgbench is null)
                Figures.Alone(what, (await Appends(store, writers, ground.Figure)).PerSecond, "pgbench is not installed (Debian: postgresql-contrib)");
            else
            {
                var (ours, theirs) = await Figures.InTurns(Rounds,
                    async () => (await Appends(store, writers, ground.Figure / Rounds)).PerSecond,
                    () => Pgbench(pgbench, database.ConnectionString, writers, ground.Figure / Rounds));
                Figures.Against(what, ours, "pgbench", theirs, bar);
            }
        }

        foreach (var (writers, _) in Cases)
            Figures.Size($"allocated by an append, {writers} writer(s)", (await Appends(store, writers, TimeSpan.FromSeconds(1))).Bytes);
    }

    /// <summary>
    /// Appends a second, and the bytes that each allocates, its ids and its task's included.
    /// </summary>
    private static async Task<(double PerSecond, double Bytes)> Appends(EventStoreModule store, int writers, TimeSpan time)
    {
        var done = 0L;
        var before = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < time)
            {
                await store.Streams.Append(
                    new("bench", Guid.CreateVersion7()), "meetup", 0, [new(Guid.CreateVersion7(), "slides_published", Data)],
                    AppendMetadata.None, CancellationToken.None);
                Interlocked.Increment(ref done);
            }
        })));
        return (done / watch.Elapsed.TotalSeconds, (GC.GetTotalAllocatedBytes() - before) / (double)done);
    }

    private static async Task<double> Pgbench(string pgbench, string connectionString, int clients, TimeSpan time)
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, Script);
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var output = await Ground.Output(
            pgbench, "-n", "-M", "prepared", "-c", $"{clients}", "-j", "2", "-T", $"{Math.Max(ShortestSeconds + clients / ClientsLearningPerSecond, (int)time.TotalSeconds)}", "-f", script,
            "-h", target.Host!, "-p", $"{target.Port}", "-U", target.Username!, target.Database!);
        File.Delete(script);
        return Tps().Match(output) is { Success: true } match
            ? double.Parse(match.Groups["tps"].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench told no rate: {output}");
    }

    [GeneratedRegex(@"tps = (?<tps>[0-9.]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Tps();
}
