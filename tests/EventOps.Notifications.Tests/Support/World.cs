using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.EventStore.Projecting;
using EventOps.Notifications.Messages;
using EventOps.Notifications.Signing;
using EventOps.Notifications.Sites;
using EventOps.Testing;
using Npgsql;

namespace EventOps.Notifications.Tests;

/// <summary>One database, one store on it, and a clock for those who send. Facts are appended for real.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Tenant = "sofa";

    private readonly List<(NotificationsModule Node, TimeProvider Clock)> nodes = [];
    private readonly Dictionary<StreamKey, long> versions = [];
    private readonly TestDatabase database;
    private long fannedOut;

    private World(TestDatabase database)
    {
        this.database = database;
        Store = new EventStoreModule(database.ConnectionString);
    }

    public EventStoreModule Store { get; }

    public FakeClock Clock { get; } = new();

    public LogLines Log { get; } = new();

    public Guid Meetup { get; } = History.Id(0xAA, 1);

    public NotificationOptions Options { get; init; } = new() { Jitter = () => 0.5 };

    /// <summary>The pages that sites are called for.</summary>
    public ListSitePages? Pages { get; set; }

    public static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    public static async Task<World> Create(NotificationOptions? options = null)
    {
        var world = new World(await TestDatabase.Create())
        {
            // The receivers of tests are on this machine.
            Options = (options ?? new() { Jitter = () => 0.5 }) with { AllowPrivateSinks = true },
        };
        await world.Store.Migrate(Soon, NotificationsModule.Scripts);
        return world;
    }

    /// <summary>A node of this world; its dispatcher starts when asked to.</summary>
    public NotificationsModule Node(TimeProvider? clock = null)
    {
        var node = new NotificationsModule(Store, Options, clock ?? Clock, Log, Pages);
        nodes.Add((node, clock ?? Clock));
        return node;
    }

    public async Task<NotificationsModule> StartedNode(TimeProvider? clock = null)
    {
        var node = Node(clock);
        await node.Dispatcher.StartAsync(Soon);
        return node;
    }

    /// <summary>Appends facts of the meetup; the position of the last.</summary>
    public Task<long> Happened(params MeetupEvent[] happened) => HappenedWith([], happened);

    public Task<long> Imported(params MeetupEvent[] happened) =>
        HappenedWith(new() { [ImportHeader.Name] = ImportHeader.Value }, happened);

    public Task<long> HappenedElsewhere(string tenant, params MeetupEvent[] happened) =>
        Append(new StreamKey(tenant, Meetup), "meetup", [], [.. happened.Select(MeetupEvent.Names.Write)]);

    public Task<long> HappenedToAnother(Guid meetup, params MeetupEvent[] happened) =>
        Append(new StreamKey(Tenant, meetup), "meetup", [], [.. happened.Select(MeetupEvent.Names.Write)]);

    public Task<long> Unknown(string type) =>
        Append(new StreamKey(Tenant, Meetup), "meetup", [], [(type, "{}"u8.ToArray())]);

    public async Task<(Guid Id, WebhookSecret Secret)> Subscribe(
        string sink, ValueList<string> types = default, bool includeImported = false, bool ordered = false, int quietSeconds = 0,
        SubscriptionFilter? filter = null, SubscriptionKind kind = SubscriptionKind.Webhook)
    {
        var id = Guid.CreateVersion7();
        var secret = await Node().Secrets.Create(Tenant, id, Soon);
        await Turn(id, new SubscriptionCreated(
            "bot", kind, sink, types, includeImported, filter, QuietSeconds: quietSeconds, Ordered: ordered));
        return (id, secret);
    }

    public Task Unsubscribe(Guid id) => Turn(id, new SubscriptionDeleted(null));

    /// <summary>Appends to a subscription; its position.</summary>
    public Task<long> Turn(Guid id, SubscriptionEvent happened) =>
        Append(new StreamKey(Tenant, id), "subscription", [], [SubscriptionEvent.Names.Write(happened)]);

    /// <summary>A subscription of any kind; what it names as sealed is in the vault already.</summary>
    public Task Subscribe(Guid id, SubscriptionCreated created) =>
        Append(new StreamKey(Tenant, id), "subscription", [], [SubscriptionEvent.Names.Write(created)]);
    /// <summary>Appends facts of a subscription.</summary>
    public Task HappenedTo(Guid subscription, params SubscriptionEvent[] happened) => Append(
        new StreamKey(Tenant, subscription), "subscription", [], [.. happened.Select(SubscriptionEvent.Names.Write)]);

    /// <summary>Fans out what happened since the last time, as the projection runner does.</summary>
    public async Task FanOut() => fannedOut = await FanOut(Node(), fannedOut, commit: true);

    /// <summary>Fans out everything after a position again, or for nothing when it crashes before the commit.</summary>
    public async Task<long> FanOut(NotificationsModule node, long after, bool commit)
    {
        var page = await Store.Feed.Read(after, 1000, Soon);
        // Statements are planned once there, as they are where projections run.
        await using var connection = await Store.Lookups.OpenConnectionAsync(Soon);
        await using var transaction = await connection.BeginTransactionAsync(Soon);
        await using var last = new NpgsqlBatch(connection);
        await node.FanOut.Apply(page.Events, new ProjectionTransaction(last), Soon);
        if (last.BatchCommands.Count > 0)
            await last.ExecuteNonQueryAsync(Soon);
        if (commit)
            await transaction.CommitAsync(Soon);
        return page.SafePosition;
    }

    /// <summary>Moves the clock and makes every dispatcher look, whatever it is doing just then.</summary>
    public async Task Pass(TimeSpan time)
    {
        Clock.Advance(time);
        await using var knock = Store.Database.CreateCommand("notify eventops_deliveries");
        await knock.ExecuteNonQueryAsync();
    }

    /// <summary>Keeps statistics from being gathered in the background, for then all plans are made anew.</summary>
    public Task KeepPlans(string table) => Rows<int>($"alter table {table} set (autovacuum_enabled = false); select 1");

    /// <summary>
    /// Entries of all indexes of a table that were gone through, once that many are known. Ends the sessions that plan once.
    /// </summary>
    public async Task<long> IndexEntries(string table, int atLeast)
    {
        // A session has told all its figures soon after it is over.
        Store.Lookups.Clear();
        var soon = Soon;
        while (true)
        {
            soon.ThrowIfCancellationRequested();
            var entries = (await Rows<long>($"select sum(idx_tup_read)::bigint from pg_stat_user_indexes where relname = '{table}'"))[0];
            if (entries >= atLeast)
                return entries;
        }
    }

    /// <summary>The first column of every row.</summary>
    public async Task<IReadOnlyList<T>> Rows<T>(string sql)
    {
        await using var query = Store.Database.CreateCommand(sql);
        await using var row = await query.ExecuteReaderAsync();
        var found = new List<T>();
        while (await row.ReadAsync())
            found.Add(row.GetFieldValue<T>(0));
        return found;
    }

    public Task<IReadOnlyList<string>> States() => Rows<string>("select state from eventops_deliveries order by id");

    private Task<long> HappenedWith(Dictionary<string, string> headers, params MeetupEvent[] happened) =>
        Append(new StreamKey(Tenant, Meetup), "meetup", headers, [.. happened.Select(MeetupEvent.Names.Write)]);

    private async Task<long> Append(
        StreamKey key, string type, Dictionary<string, string> headers, (string Type, ReadOnlyMemory<byte> Data)[] events)
    {
        var result = await Store.Streams.Append(
            key, type, versions.TryGetValue(key, out var known) && type == "meetup" ? known : (await Store.Streams.Read(key, 0, Soon)).Count,
            [.. events.Select(e => new NewEvent(Guid.CreateVersion7(), e.Type, e.Data))],
            new AppendMetadata { Headers = headers }, Soon);
        var appended = Assert.IsType<AppendResult.Appended>(result);
        versions[key] = appended.Version;
        return appended.Position;
    }

    public async ValueTask DisposeAsync()
    {
        // A test may leave a receiver hanging: time ends it.
        foreach (var (node, clock) in nodes)
        {
            var stopped = node.DisposeAsync().AsTask();
            (clock as FakeClock)?.Advance(TimeSpan.FromHours(1));
            await stopped;
        }

        await Store.DisposeAsync();
        await database.DisposeAsync();
    }
}
