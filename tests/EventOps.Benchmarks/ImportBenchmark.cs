using System.Diagnostics;
using System.Globalization;
using System.Text;
using EventOps.EventStore;
using EventOps.EventStore.Schema;
using EventOps.Formats.Importing;
using EventOps.Notifications;
using EventOps.Server.Importing;
using EventOps.Server.Meetups;
using EventOps.Server.Projecting;
using EventOps.Testing;

namespace EventOps.Benchmarks;

/// <summary>
/// The import of a thousand pages, from bytes to stored events, beside appending the same events one meetup at a time without
/// reading, comparing or remembering anything.
/// </summary>
internal static class ImportBenchmark
{
    private const int Pages = 1_000;
    private const int WarmUp = 50;
    private const double ReadFloor = 100;
    private const double Bar = 0.25;

    public static async Task Run()
    {
        await using var database = await TestDatabase.Create();
        await using var store = new EventStoreModule(database.ConnectionString);
        await store.Migrate(
            CancellationToken.None, NotificationsModule.Scripts, new ScriptSet("server", typeof(MeetupProjections).Assembly, "EventOps.Server.Sql."));
        store.Start();
        var template = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "webassembly-open-day.md"));
        await Import(store, "warm", [.. Enumerable.Range(0, WarmUp).Select(n => Page(template, n))]);

        var sources = Enumerable.Range(0, Pages).Select(n => Page(template, n)).ToList();
        // Reading waits for nothing, so what it takes of a processor is the same whatever else the machine does.
        var before = Environment.CpuUsage.TotalTime;
        _ = PageImporter.ReadAll(sources, new("read"));
        var read = Pages / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        var watch = Stopwatch.StartNew();
        await Import(store, "bench", sources);
        var ours = Pages / watch.Elapsed.TotalSeconds;
        var theirs = Pages / (await Appended(store)).TotalSeconds;
        Figures.Floor($"read {Pages:N0} pages, of processor", read, ReadFloor, "import", ours);
        Figures.Against($"import {Pages:N0} pages", ours, "append alone", theirs, Bar);
    }

    private static SourcePage Page(string template, int n) => new(
        string.Create(CultureInfo.InvariantCulture, $"page-{n}.md"),
        Encoding.UTF8.GetBytes(template.Replace("slug:", "formerly:", StringComparison.Ordinal).Replace("WebAssembly", $"WebAssembly {n}", StringComparison.Ordinal)));

    private static async Task Import(EventStoreModule store, string community, List<SourcePage> sources)
    {
        var slugs = new SlugRegister(store.Database);
        var desk = new MeetupDesk(store.Streams, slugs, new Server.Files.FileRegister(store.Database), TimeProvider.System);
        var imports = new PageImports(store.Streams, slugs, desk, new ImportedPages(store.Database));
        var (done, pages) = (0, PageImporter.ReadAll(sources, new(community)));
        await foreach (var result in imports.RunAll(pages, community, dryRun: false, CancellationToken.None))
            done += result.Answer is null ? 0 : 1;
        if (done != sources.Count)
            throw new InvalidOperationException($"Only {done} of {sources.Count} pages were imported.");
    }

    private static async Task<TimeSpan> Appended(EventStoreModule store)
    {
        var page = (await store.Feed.Read(0, 500, CancellationToken.None, new("bench"))).Events;
        var one = page.Where(stored => stored.StreamId == page[0].StreamId).Select(stored => (stored.Type, stored.Data)).ToList();
        var watch = Stopwatch.StartNew();
        for (var n = 0; n < Pages; n++)
        {
            await store.Streams.Append(
                new("alone", Guid.CreateVersion7()), "meetup", 0, [.. one.Select(e => new NewEvent(Guid.CreateVersion7(), e.Type, e.Data))], AppendMetadata.None, CancellationToken.None);
        }

        return watch.Elapsed;
    }
}
