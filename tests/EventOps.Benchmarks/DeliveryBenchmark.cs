using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using EventOps.Domain.Meetups;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.EventStore.Projecting;
using EventOps.Notifications;
using EventOps.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;

namespace EventOps.Benchmarks;

/// <summary>
/// Deliveries a second to one and to fifty endpoints, beside a bare HttpClient that posts as many bytes with as many at once
/// and remembers nothing; then a burst: how long until all of it has arrived, and how much memory that takes.
/// </summary>
internal static class DeliveryBenchmark
{
    private const int MessagesASecond = 3_000;
    private const int WarmUp = 10_000;
    private const string Tenant = "bench";

    public static async Task Run(Ground ground)
    {
        // Unread: what is measured first is compiled meanwhile.
        await Sent(endpoints: 10, WarmUp / 10);
        foreach (var endpoints in (int[])[1, 50])
            await Rate(endpoints, (int)(ground.Figure.TotalSeconds * MessagesASecond));
        await Burst(events: 2_000, subscriptions: 20);
    }

    private static async Task Rate(int endpoints, int messages)
    {
        var perEndpoint = messages / endpoints;
        var ours = await Sent(endpoints, perEndpoint);
        await using var receiver = await Counting();
        var theirs = await Timed(receiver, messages, () => Bare(receiver.Address, messages, Math.Min(16 * endpoints, 256)));
        Figures.Against($"deliveries, {endpoints} endpoints", perEndpoint * endpoints / ours.TotalSeconds, "HttpClient", messages / theirs.TotalSeconds, 0.3);
    }

    private static async Task<TimeSpan> Sent(int endpoints, int perEndpoint)
    {
        await using var receiver = await Counting();
        await using var backlog = await Backlog.Make(perEndpoint, endpoints, receiver.Address);
        return await Timed(receiver, perEndpoint * endpoints, backlog.Send);
    }

    private static async Task Burst(int events, int subscriptions)
    {
        await using var receiver = await Counting();
        await using var backlog = await Backlog.Make(0, subscriptions, receiver.Address);
        await backlog.Send();
        var before = Process.GetCurrentProcess().WorkingSet64;
        var watching = new CancellationTokenSource();
        var peak = Peak(watching.Token);
        var time = await Timed(receiver, events * subscriptions, () => backlog.Append(events));
        await watching.CancelAsync();
        var most = await peak;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  burst of {events:N0} events to {subscriptions}: all received after {time.TotalSeconds:F1} s, " +
            $"{events * subscriptions / time.TotalSeconds:N0}/s; memory {before >> 20} MB before, {most >> 20} MB at most"));
    }

    private static async Task<long> Peak(CancellationToken ct)
    {
        var most = 0L;
        while (!ct.IsCancellationRequested)
        {
            most = Math.Max(most, Process.GetCurrentProcess().WorkingSet64);
            await Task.Delay(50, CancellationToken.None);
        }

        return most;
    }

    private static async Task<TimeSpan> Timed(Counter receiver, int wanted, Func<Task> send)
    {
        var watch = Stopwatch.StartNew();
        await send();
        await receiver.Reached(wanted);
        return watch.Elapsed;
    }

    private static async Task Bare(string address, int messages, int atOnce)
    {
        using var http = new HttpClient();
        var body = new byte[900];
        await Parallel.ForAsync(0, messages, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, ct) =>
        {
            using var answer = await http.PostAsync(address, new ByteArrayContent(body), ct);
            answer.EnsureSuccessStatusCode();
        });
    }

    private static async Task<Counter> Counting()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var counter = new Counter(builder.Build());
        await counter.Start();
        return counter;
    }

    private sealed class Counter(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, byte> seen = [];
        private int plain;

        public string Address => $"{app.Urls.First()}/hook";

        public Task Start()
        {
            app.Run(async context =>
            {
                await context.Request.Body.CopyToAsync(Stream.Null);
                // One message to many subscriptions has one id: the path tells them apart.
                if (context.Request.Headers["webhook-id"] is [{ } id])
                    seen.TryAdd(id + context.Request.Path, 0);
                else
                    Interlocked.Increment(ref plain);
                context.Response.StatusCode = 204;
            });
            return app.StartAsync();
        }

        public async Task Reached(int wanted)
        {
            for (var waited = Stopwatch.StartNew(); seen.Count + plain < wanted;)
                await (waited.Elapsed < TimeSpan.FromMinutes(4) ? Task.Delay(10) : throw new InvalidOperationException($"{seen.Count + plain} of {wanted} came."));
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }

    /// <summary>A database with subscriptions to one receiver, and messages that wait to be sent to them.</summary>
    private sealed class Backlog : IAsyncDisposable
    {
        private readonly TestDatabase database;
        private readonly EventStoreModule store;
        private readonly NotificationsModule node;
        private readonly ProjectionRunner runner;
        private readonly StreamKey meetup = new(Tenant, Guid.CreateVersion7());
        private int appended;
        private bool disposed;

        private Backlog(TestDatabase database)
        {
            this.database = database;
            store = new EventStoreModule(database.ConnectionString);
            node = new NotificationsModule(store, new NotificationOptions { AllowPrivateSinks = true });
            runner = store.Projections(node.FanOut);
        }

        public static async Task<Backlog> Make(int events, int subscriptions, string address)
        {
            var backlog = new Backlog(await TestDatabase.Create());
            await backlog.store.Migrate(CancellationToken.None, NotificationsModule.Scripts);
            backlog.store.Start();
            for (var n = 0; n < subscriptions; n++)
                await backlog.Subscribe($"{address}/{n}");
            await backlog.Append(events);
            backlog.runner.Start();
            await backlog.FannedOut();
            return backlog;
        }

        public Task Send() => node.Dispatcher.StartAsync(CancellationToken.None);

        public async Task Append(int events)
        {
            const int atOnce = 100;
            for (var n = 0; n < events; n += atOnce)
            {
                var some = Enumerable.Range(appended, Math.Min(atOnce, events - n)).Select(Event).ToList();
                await Append(meetup, "meetup", appended, [.. some.Select(e => MeetupEvent.Names.Write(e))]);
                appended += some.Count;
            }
        }

        private async Task Subscribe(string address)
        {
            var id = Guid.CreateVersion7();
            await node.Secrets.Create(Tenant, id, CancellationToken.None);
            await Append(new(Tenant, id), "subscription", 0, [SubscriptionEvent.Names.Write(
                new SubscriptionCreated("bench", SubscriptionKind.Webhook, address, [], false))]);
        }

        private Task<AppendResult> Append(StreamKey key, string type, long version, (string Type, ReadOnlyMemory<byte> Data)[] events) =>
            store.Streams.Append(
                key, type, version, [.. events.Select(e => new NewEvent(Guid.CreateVersion7(), e.Type, e.Data))], AppendMetadata.None,
                CancellationToken.None);

        private static MeetupEvent Event(int number) => number == 0
            ? new EventScheduled(
                "bench", "Bench", null, null, null, [], "en", null, new LocalDateTime(2031, 1, 1, 10, 0), null, "UTC", MeetupForm.Online, null, null)
            : new AgendaPublished(number, null);

        private async Task FannedOut()
        {
            var head = await store.Feed.Head(CancellationToken.None);
            await using var query = NpgsqlDataSource.Create(database.ConnectionString);
            await using var position = query.CreateCommand("select position from eventops_fan_out");
            while ((long)(await position.ExecuteScalarAsync())! < head)
                await Task.Delay(20);
        }

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref disposed, true))
                return;
            await runner.DisposeAsync();
            await node.DisposeAsync();
            await store.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
