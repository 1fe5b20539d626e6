using System.Text;
using EventOps.EventStore.Projecting;
using EventOps.Testing;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests;

/// <summary>A store on a database of one test, for what stops or rebuilds projections: nobody else's events are in its log.</summary>
internal sealed class OwnStore : IAsyncDisposable
{
    private readonly TestDatabase database;

    private OwnStore(TestDatabase database, EventStoreModule store) => (this.database, Store) = (database, store);

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(25);

    public EventStoreModule Store { get; }

    public string ConnectionString => database.ConnectionString;

    public static async Task<OwnStore> Create()
    {
        var created = await TestDatabase.Create();
        var own = new OwnStore(created, Open(created));
        await own.Store.Migrate(Soon);
        own.Store.Start();
        return own;
    }

    /// <summary>Another node on the same database; it is started.</summary>
    public EventStoreModule OpenAnother()
    {
        var another = Open(database);
        another.Start();
        return another;
    }

    /// <summary>Appends a new stream with events of these types; the last position.</summary>
    public Task<long> Append(params string[] types) => Append(NewStream(), 0, types);

    public async Task<long> Append(StreamKey stream, int after, params string[] types)
    {
        var result = await Store.Streams.Append(
            stream, "total", after, [.. types.Select(t => Event(type: t))], AppendMetadata.None, Soon);
        return Assert.IsType<AppendResult.Appended>(result).Position;
    }

    /// <summary>So many streams of four events each; the last position.</summary>
    public async Task<long> Fill(int streams)
    {
        var last = 0L;
        for (var i = 0; i < streams; i++)
            last = await Append("counted", "counted", "counted", "counted");
        return last;
    }

    public async Task<string?> Row(string projection, StreamKey stream) =>
        await Store.Rows.Get(projection, stream.Tenant, stream.Id.ToString(), Soon) is { } row
            ? Encoding.UTF8.GetString(row.Data.Span)
            : null;

    /// <summary>Everything of the rows that are read but the generation, tombstones included.</summary>
    public async Task<string> AllRows(string projection) => await Scalar<string>(
        "select coalesce(string_agg(concat_ws('|', tenant_id, key, position, data::text, sort_key, terms::text, search), " +
        "E'\\n' order by tenant_id, key), '') from eventops_rows r join eventops_projections p on p.name = r.projection " +
        $"and p.generation = r.generation where r.projection = '{projection}'");

    public async Task<T> Scalar<T>(string sql)
    {
        await using var command = Store.Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task<ProjectionStatus> StatusWhen(ProjectionRunner runner, Func<ProjectionStatus, bool> met)
    {
        var soon = Soon;
        while (true)
        {
            var status = (await runner.Status(soon))[0];
            if (met(status))
                return status;
            await Task.Delay(20, soon);
        }
    }

    public Task Caught(string projection, long position) => Caught(Store, projection, position);

    public static async Task Caught(EventStoreModule store, string projection, long position) =>
        Assert.True(await store.RowTail.WaitFor(projection, position, Patience, Soon), $"{projection} does not come to {position}.");

    /// <summary>Rebuilds to the end; what was told on the way.</summary>
    public static async Task<List<ProjectionStatus>> Rebuilt(ProjectionRunner runner, string name, CancellationToken? ct = null)
    {
        var told = new List<ProjectionStatus>();
        await foreach (var status in runner.Rebuild(name, ct ?? Soon))
            told.Add(status);
        return told;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await database.DisposeAsync();
    }

    private static EventStoreModule Open(TestDatabase on) => new(
        on.ConnectionString, new EventStoreSettings { LongestRetryPause = TimeSpan.FromMilliseconds(300) });
}
