using EventOps.EventStore.Appending;
using EventOps.EventStore.Projecting;
using EventOps.EventStore.Reading;
using EventOps.EventStore.Schema;
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
    // Every statement here goes by an index. Planned while its table was all but empty it would not, and would keep that plan
    // for as long as statistics are old: a minute in which a thousand events a second were each read a thousand times.
    private const string Planner = "-c enable_seqscan=off -c jit=off";

    // PostgreSQL plans a statement anew for each set of values when it believes that to pay, and of arrays it always does; planning
    // took longer than running. One plan must stay good when the table has grown, so it may do nothing but look rows up, and
    // must take them in the order of the index instead of sorting all that it finds.
    private const string OnePlan =
        "-c plan_cache_mode=force_generic_plan -c enable_mergejoin=off -c enable_hashjoin=off -c enable_bitmapscan=off";

    private readonly NpgsqlDataSource leases;

    // Sessions that mean something as sessions (a lock, a LISTEN): closing one must end it at once.
    private readonly NpgsqlDataSource unpooled;
    private readonly Appender appender;
    private readonly Neighbours neighbours;
    private readonly EventStoreSettings settings;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    /// <param name="connectionString">Names a PostgreSQL 14 or later; settings the store needs are added to it.</param>
    /// <param name="settings">Null: the defaults.</param>
    /// <param name="time">Null: the system's clock.</param>
    /// <param name="loggers">Null: silence.</param>
    /// <param name="newId">Makes event ids; null: version 7 GUIDs.</param>
    public EventStoreModule(
        string connectionString, EventStoreSettings? settings = null, TimeProvider? time = null,
        ILoggerFactory? loggers = null, Func<Guid>? newId = null)
    {
        this.settings = settings ??= new EventStoreSettings();
        this.time = time ??= TimeProvider.System;
        logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("EventOps.EventStore");
        Database = NpgsqlDataSource.Create(Complete(connectionString));
        Lookups = NpgsqlDataSource.Create(Complete(connectionString, OnePlan));
        unpooled = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(Complete(connectionString)) { Pooling = false });
        leases = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(Complete(connectionString, OnePlan)) { Pooling = false, ApplicationName = ProjectionLease.Session });
        neighbours = new Neighbours(Database, unpooled, time, logger);
        // Its sessions have settings of their own, which must not come back to the pool.
        appender = new Appender(unpooled, settings, time, logger, neighbours.Appended);
        var bulk = new BulkAppend(Database, time, neighbours.Appended);
        Streams = new Streams(Database, appender, bulk, settings, time, newId ?? Guid.CreateVersion7);
        Feed = new Feed(Database, Lookups, neighbours.Events, settings, time, logger);
        Rows = new Rows(Database);
        RowTail = new RowTail(Lookups, Rows, neighbours.Rows, settings.PollInterval, time, logger);
    }

    public NpgsqlDataSource Database { get; }

    /// <summary>
    /// For statements that find all rows they need by key, or walk an index from one of its entries on: each is planned once,
    /// whatever its values are.
    /// </summary>
    public NpgsqlDataSource Lookups { get; }

    /// <summary>Connections of one's own, for sessions that mean something as sessions: a lock, a LISTEN.</summary>
    public NpgsqlDataSource Sessions => unpooled;

    public Streams Streams { get; }

    public Feed Feed { get; }

    public Rows Rows { get; }

    public RowTail RowTail { get; }

    /// <summary>
    /// A runner of these projections on this node; the caller starts it after <see cref="Start"/> and disposes it first.
    /// </summary>
    public ProjectionRunner Projections(params IReadOnlyList<IProjection> projections) =>
        new(projections, new RunnerParts(
            Database, leases, Feed, neighbours.Projected, settings.LongestRetryPause, time, logger));

    /// <summary>
    /// The connection string with what the store relies on: UTC, prepared statements, keepalive, no ambient transaction, plans
    /// that do not depend on how small a table was when its statement was prepared.
    /// </summary>
    public static string Complete(string connectionString) => Complete(connectionString, "");

    private static string Complete(string connectionString, string more)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        return new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            Timezone = "UTC",
            Enlist = false,
            KeepAlive = 30,
            // Nobody leaves anything behind in a pooled session, and clearing up after each use cost as much as a small query.
            NoResetOnClose = true,
            IncludeErrorDetail = false,
            // What the operator asks for comes last and wins.
            Options = string.Join(' ', new[] { Planner, more, given.Options }.Where(some => !string.IsNullOrEmpty(some))),
            ApplicationName = "eventops",
        }.ConnectionString;
    }

    /// <inheritdoc cref="StoreSchema.Migrate"/>
    public Task<bool> Migrate(CancellationToken ct, params IEnumerable<ScriptSet> others) =>
        StoreSchema.Migrate(Database, ct, others);

    /// <inheritdoc cref="StoreSchema.Pending(NpgsqlDataSource, CancellationToken, IEnumerable{ScriptSet})"/>
    public Task<IReadOnlyList<string>> Pending(CancellationToken ct, params IEnumerable<ScriptSet> others) =>
        StoreSchema.Pending(Database, ct, others);

    /// <summary>Begins to hear of other nodes and to follow the rows. The database must be migrated.</summary>
    public void Start()
    {
        neighbours.Start();
        RowTail.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await RowTail.DisposeAsync();
        await Feed.Stop();
        await appender.DisposeAsync();
        await neighbours.DisposeAsync();
        await leases.DisposeAsync();
        await unpooled.DisposeAsync();
        await Lookups.DisposeAsync();
        await Database.DisposeAsync();
    }
}
