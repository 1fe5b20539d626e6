using EventOps.EmbeddedPostgres;
using EventOps.EventStore;
using EventOps.EventStore.Schema;

namespace EventOps.Server.Hosting;

/// <summary>The database and the store on it: what the server and every command line stand on.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly PostgresCluster? cluster;

    private Backend(PostgresCluster? cluster, EventStoreModule store) => (this.cluster, Store) = (cluster, store);

    public EventStoreModule Store { get; }

    /// <summary>Whether the database took changes when it was opened.</summary>
    public bool IsWritable { get; private set; }

    /// <summary>Reaches the database, embedded unless a connection string is set, and brings its schema up to date.</summary>
    /// <param name="join">Whether the embedded cluster of a running server may be shared.</param>
    /// <exception cref="NoDatabaseException">There is none, it does not answer, or its schema is not for this version.</exception>
    public static Task<Backend> Open(
        ServerSettings settings, bool join, Action<string> progress, ILoggerFactory loggers, CancellationToken ct) =>
        Reach(settings, join, progress, loggers, async backend =>
        {
            backend.IsWritable = await backend.Store.Migrate(ct, Notifications.NotificationsModule.Scripts, Scripts);
            backend.Store.Start();
        }, ct);

    /// <summary>Reaches the database as <see cref="Open"/> does and leaves it as it is, for those who only look.</summary>
    /// <inheritdoc cref="Open"/>
    public static Task<Backend> Look(ServerSettings settings, Action<string> progress, ILoggerFactory loggers, CancellationToken ct) =>
        Reach(settings, join: true, progress, loggers, _ => Task.CompletedTask, ct);

    /// <summary>The scripts that this version would apply to the database, as <c>set/name</c>.</summary>
    public Task<IReadOnlyList<string>> PendingScripts(CancellationToken ct) =>
        Store.Pending(ct, Notifications.NotificationsModule.Scripts, Scripts);

    private static async Task<Backend> Reach(
        ServerSettings settings, bool join, Action<string> progress, ILoggerFactory loggers, Func<Backend, Task> begin,
        CancellationToken ct)
    {
        PostgresCluster? embedded = null;
        EventStoreModule? store = null;
        try
        {
            embedded = settings.ConnectionString is null ? await Embedded(settings, join, progress, ct) : null;
            store = new EventStoreModule(
                settings.ConnectionString ?? embedded!.ConnectionString,
                new EventStoreSettings { QueuedAppends = settings.QueuedAppends }, loggers: loggers);
            var backend = new Backend(embedded, store);
            await begin(backend);
            return backend;
        }
        catch (Exception e)
        {
            if (store is not null)
                await store.DisposeAsync();
            if (embedded is not null)
                await embedded.DisposeAsync();
            if (NoDatabaseException.From(e) is { } none)
                throw none;
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        if (cluster is not null)
            await cluster.DisposeAsync();
    }

    private static ScriptSet Scripts { get; } = new("server", typeof(Backend).Assembly, "EventOps.Server.Sql.");

    private static Task<PostgresCluster> Embedded(ServerSettings settings, bool join, Action<string> progress, CancellationToken ct)
    {
        var options = new EmbeddedPostgresOptions
        {
            DataDirectory = settings.DataDirectory,
            BinaryDirectory = settings.BinaryDirectory,
            Progress = progress,
        };
        return join ? PostgresCluster.Join(options, ct) : PostgresCluster.Own(options, ct);
    }
}

/// <summary>There is no database to work on; the message says why and what helps.</summary>
internal sealed class NoDatabaseException(string message, Exception cause) : Exception(message, cause)
{
    public static NoDatabaseException? From(Exception e) => e switch
    {
        PostgresUnavailableException or ClusterInUseException or SchemaTooNewException or SchemaUnfitException => new(e.Message, e),
        Npgsql.PostgresException refused => new($"The database refuses (SQLSTATE {refused.SqlState}): {refused.MessageText}.", e),
        Npgsql.NpgsqlException => new("The database that ConnectionStrings:EventOps names does not answer.", e),
        ArgumentException => new($"ConnectionStrings:EventOps is not a connection string: {e.Message}", e),
        _ => null,
    };
}
