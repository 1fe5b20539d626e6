using EventOps.Chaos.Arena;
using EventOps.Chaos.Evidence;
using EventOps.EventStore;
using EventOps.EventStore.Projecting;
using EventOps.Server.Projecting;
using Npgsql;

namespace EventOps.Chaos;

/// <summary>Projects a copy of the log from nothing, in a database of its own, to be compared with the rows that survived.</summary>
internal static class Rebuilding
{
    private const int Stride = 1000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static async Task<IReadOnlyList<ProjectedRow>> Rows(Cluster cluster, CancellationToken ct)
    {
        const string name = "rebuilt";
        await cluster.Direct.Execute($"create database {name}", ct);
        var copy = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Database = name }.ConnectionString;
        await using var store = new EventStoreModule(copy);
        await store.Migrate(ct);
        foreach (var table in (string[])["mt_streams", "mt_events"])
            await Copy(cluster.Direct, store.Database, table, ct);
        store.Start();
        await using (var runner = store.Projections(MeetupProjections.All()))
        {
            runner.Start();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Longest);
            while ((await runner.Status(limit.Token)).Any(p => p.Lag > 0))
                await Task.Delay(100, limit.Token);
        }

        return await RowsOf(store, ct);
    }

    /// <summary>All rows of all projections, and the catalogue once more in the order it is listed in.</summary>
    public static async Task<IReadOnlyList<ProjectedRow>> RowsOf(EventStoreModule store, CancellationToken ct)
    {
        var rows = new List<ProjectedRow>();
        foreach (var projection in MeetupProjections.All().Select(p => p.Name))
            for (var changed = await store.Rows.ChangedSince(projection, 0, Stride, ct); changed.Count > 0;
                changed = await store.Rows.ChangedSince(projection, changed[^1].Position, Stride, ct))
                foreach (var row in changed)
                    rows.Add(await Row(store, projection, row, ct));
        await List(store, rows, ct);
        return rows;
    }

    private static async Task<ProjectedRow> Row(EventStoreModule store, string projection, ChangedRow changed, CancellationToken ct) =>
        new(projection, $"{changed.Key.Tenant}/{changed.Key.Key}", changed.Position,
            await store.Rows.Get(projection, changed.Key.Tenant, changed.Key.Key, ct) is { } row ? Digests.Of(row.Data.Span) : "removed");

    private static async Task List(EventStoreModule store, List<ProjectedRow> rows, CancellationToken ct)
    {
        RowCursor? after = null;
        do
        {
            var page = await store.Rows.Query(
                new RowQuery { Projection = MeetupProjections.Catalogue, Tenant = Node.Community, After = after, Limit = 200 }, ct);
            rows.AddRange(page.Rows.Select((row, i) => new ProjectedRow("the list", $"after {after?.Key}: {i}", row.Position, row.Key)));
            after = page.Next;
        }
        while (after is not null);
    }

    private static async Task Copy(NpgsqlDataSource from, NpgsqlDataSource to, string table, CancellationToken ct)
    {
        await using var source = await from.OpenConnectionAsync(ct);
        await using var target = await to.OpenConnectionAsync(ct);
        await using var reading = await source.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)", ct);
        await using var writing = await target.BeginRawBinaryCopyAsync($"copy {table} from stdin (format binary)", ct);
        await reading.CopyToAsync(writing, ct);
    }
}
