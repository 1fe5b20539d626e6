using System.Diagnostics;
using EventOps.EventStore;
using EventOps.EventStore.Schema;
using EventOps.Notifications;
using EventOps.Server.Projecting;
using EventOps.Testing;
using Npgsql;

namespace EventOps.Benchmarks;

/// <summary>
/// The agenda's catch-up and rebuild beside COPY of the same events out of the table, and what memory they take as the log
/// grows.
/// </summary>
internal static class ProjectionBenchmark
{
    private const double Bar = 100_000;
    private const int WarmUp = 50_000;
    private const int Small = 200_000;
    private const int Large = 1_000_000;
    private const double MemoryBar = 1.2;

    public static Task Speed() => OnStore(async store =>
    {
        await using var runner = store.Projections(MeetupProjections.All()[0]);
        runner.Start();
        // The first pass is compiled while it runs.
        var from = await MeetupLog.Write(store, WarmUp);
        await Caught(store, from);
        await runner.DisposeAsync();

        var to = await MeetupLog.Write(store, Small);
        var copy = (to - from) / (await Copied(store.Database, from)).TotalSeconds;
        await using var again = store.Projections(MeetupProjections.All()[0]);
        var watch = Stopwatch.StartNew();
        again.Start();
        await Caught(store, to);
        Figures.Floor($"agenda catch-up, {to - from:N0} events", (to - from) / watch.Elapsed.TotalSeconds, Bar, "COPY", copy);
        watch.Restart();
        await foreach (var status in again.Rebuild(MeetupProjections.Agenda, CancellationToken.None))
            if (status.Rebuild is null && watch.IsRunning)
            {
                watch.Stop();
                Figures.Floor($"agenda rebuild, {to:N0} events", to / watch.Elapsed.TotalSeconds, Bar, "COPY", copy);
            }
    });

    public static Task Memory() => OnStore(async store =>
    {
        await using var runner = store.Projections(MeetupProjections.All()[0]);
        runner.Start();
        var last = await MeetupLog.Write(store, Small);
        await Caught(store, last);
        var small = Process.GetCurrentProcess().PeakWorkingSet64;
        last = await MeetupLog.Write(store, Large - Small);
        await Caught(store, last);
        var large = Process.GetCurrentProcess().PeakWorkingSet64;
        Figures.Ratio($"peak memory, {Small:N0} and {last:N0} events", large / 1e6, small / 1e6, "MB", MemoryBar);
    });

    private static async Task OnStore(Func<EventStoreModule, Task> measure)
    {
        await using var database = await TestDatabase.Create();
        await using var store = new EventStoreModule(database.ConnectionString);
        await store.Migrate(
            CancellationToken.None, NotificationsModule.Scripts,
            new ScriptSet("server", typeof(MeetupProjections).Assembly, "EventOps.Server.Sql."));
        store.Start();
        await measure(store);
    }

    private static async Task Caught(EventStoreModule store, long position)
    {
        if (!await store.RowTail.WaitFor(MeetupProjections.Agenda, position, TimeSpan.FromMinutes(5), CancellationToken.None))
            throw new TimeoutException($"The agenda does not come to position {position}.");
    }

    private static async Task<TimeSpan> Copied(NpgsqlDataSource database, long after)
    {
        await using var connection = await database.OpenConnectionAsync();
        var watch = Stopwatch.StartNew();
        await using var stream = await connection.BeginRawBinaryCopyAsync(
            $"copy (select * from mt_events where seq_id > {after} order by seq_id) to stdout (format binary)");
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, CancellationToken.None) > 0)
        {
        }

        return watch.Elapsed;
    }
}
