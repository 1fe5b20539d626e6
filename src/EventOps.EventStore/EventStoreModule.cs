using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EventOps.EventStore;

/// <summary>
/// One event store of one process, composed in one place. Construct, <see cref="Migrate"/>, <see cref="Start"/>, dispose.
/// Streams and feed work before the start; it begins the notices from and to other nodes.
/// </summary>
public sealed class EventStoreModule : IAsyncDisposable
{
    private readonly Appender appender;
    private readonly Neighbours neighbours;

    /// <param name="connectionString">Names a PostgreSQL 14 or later; settings the store needs are added to it.</param>
    /// <param name="settings">Null: the defaults.</param>
    /// <param name="time">Null: the system's clock.</param>
    /// <param name="loggers">Null: silence.</param>
    /// <param name="newId">Makes event ids; null: version 7 GUIDs.</param>
    public EventStoreModule(
        string connectionString, EventStoreSettings? settings = null, TimeProvider? time = null,
        ILoggerFactory? loggers = null, Func<Guid>? newId = null)
    {
        settings ??= new EventStoreSettings();
        time ??= TimeProvider.System;
        var logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("EventOps.EventStore");
        Database = NpgsqlDataSource.Create(Complete(connectionString));
        neighbours = new Neighbours(Database, time, logger);
        appender = new Appender(Database, settings, time, logger, neighbours.Appended);
        Streams = new Streams(Database, appender, settings, time, newId ?? Guid.CreateVersion7);
        var holes = new HoleMemory(Database, settings.EarlyNumberGrace, time);
        Feed = new Feed(Database, new FeedHead(Database, holes), neighbours.Events, settings.PollInterval, time);
    }

    public NpgsqlDataSource Database { get; }

    public Streams Streams { get; }

    public Feed Feed { get; }

    /// <summary>The connection string with what the store relies on: UTC, prepared statements, keepalive, no ambient transaction.</summary>
    public static string Complete(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        MaxAutoPrepare = 64,
        AutoPrepareMinUsages = 2,
        Timezone = "UTC",
        Enlist = false,
        KeepAlive = 30,
        IncludeErrorDetail = false,
        ApplicationName = "eventops",
    }.ConnectionString;

    /// <inheritdoc cref="StoreSchema.Migrate"/>
    public Task Migrate(CancellationToken ct, params IEnumerable<ScriptSet> others) =>
        StoreSchema.Migrate(Database, ct, others);

    public void Start() => neighbours.Start();

    public async ValueTask DisposeAsync()
    {
        await appender.DisposeAsync();
        await neighbours.DisposeAsync();
        await Database.DisposeAsync();
    }
}
