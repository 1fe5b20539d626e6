using System.Diagnostics;
using System.Text;
using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Testing;

namespace EventOps.Benchmarks;

/// <summary>
/// One command over HTTP, each of its client's own meetup, beside the appender alone that stores the very same events, with the
/// same metadata, in as many meetups. The server and its projections run in both turns, and follow both.
/// </summary>
internal static class CommandBenchmark
{
    private const int Rounds = 3;
    private const string Api = $"/api/communities/{RunningServer.Community}/meetups";
    private const string MeetupType = "meetup";

    private static readonly AppendMetadata Metadata = new()
    {
        User = "key:eo_bench", CorrelationId = "0HNF00000BENCH:00000001", Headers = new Dictionary<string, string> { ["command"] = nameof(ReviseEvent) },
    };

    public static async Task Run(Ground ground)
    {
        await using var database = await TestDatabase.Create();
        await using var server = await RunningServer.Start(database);
        await using var store = new EventStoreModule(database.ConnectionString);
        store.Start();
        foreach (var clients in (int[])[1, 32])
        {
            await Commands(server, clients, TimeSpan.FromSeconds(2));
            await Appends(store, clients, TimeSpan.FromSeconds(1));
            var (ours, alone) = await Figures.InTurns(Rounds,
                () => Commands(server, clients, ground.Figure / Rounds), () => Appends(store, clients, ground.Figure / Rounds));
            if (clients == 1)
                Figures.Beside($"command over HTTP, {clients} client", ours, "appender", alone);
            else
                Figures.Against($"command over HTTP, {clients} clients", ours, "appender", alone, 0.5);
        }
    }

    private static async Task<double> Commands(RunningServer server, int clients, TimeSpan time)
    {
        var connections = Enumerable.Range(0, clients).Select(_ => Client.Schedule(server.Address)).ToList();
        var watch = Stopwatch.StartNew();
        var done = await Task.WhenAll(connections.Select(client => BlockingClient.OnThread(() => client.Revise(watch, time))));
        var rate = done.Sum() / watch.Elapsed.TotalSeconds;
        connections.ForEach(client => client.Dispose());
        return rate;
    }

    private static async Task<double> Appends(EventStoreModule store, int writers, TimeSpan time)
    {
        var streams = Enumerable.Range(0, writers).Select(_ => new StreamKey(RunningServer.Community, Guid.CreateVersion7())).ToList();
        foreach (var stream in streams)
            await Append(store, stream, 0, Scheduled($"a-{stream.Id}"));
        var watch = Stopwatch.StartNew();
        var done = await Task.WhenAll(streams.Select(stream => Task.Run(async () =>
        {
            var version = 1L;
            for (; watch.Elapsed < time; version++)
                await Append(store, stream, version, Revised(version));
            return version;
        })));
        return done.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static Task<AppendResult> Append(EventStoreModule store, StreamKey stream, long version, MeetupEvent happened)
    {
        var (type, data) = MeetupEvent.Names.Write(happened);
        return store.Streams.Append(stream, MeetupType, version, [new(Guid.CreateVersion7(), type, data)], Metadata, CancellationToken.None);
    }

    private static EventScheduled Scheduled(string slug) => new(
        slug, "Bench", null, null, null, [], "zh", null, new(2031, 1, 1, 10, 0), null, "UTC", MeetupForm.Online, null, null);

    private static EventRevised Revised(long number) => new($"The title of a meetup, revised {number} times", null, null, null, [], "zh", null);

    /// <summary>One connection that is kept, and the meetup that it changes again and again.</summary>
    private sealed class Client(Uri server) : IDisposable
    {
        private readonly BlockingClient connection = new(server);
        private readonly string meetup = Guid.CreateVersion7().ToString();

        public static Client Schedule(Uri server)
        {
            var client = new Client(server);
            client.Post(client.Head(Api), $$"""{"meetupId":"{{client.meetup}}","slug":"m-{{client.meetup}}","title":"Bench","start":"2031-01-01T10:00","zone":"UTC"}""", "HTTP/1.1 201 "u8);
            return client;
        }

        public long Revise(Stopwatch watch, TimeSpan time)
        {
            var (head, done) = (Head($"{Api}/{meetup}/revise-event"), 0L);
            for (; watch.Elapsed < time; done++)
                Post(head, $$"""{"title":"The title of a meetup, revised {{done}} times"}""", "HTTP/1.1 200 "u8);
            return done;
        }

        private string Head(string path) =>
            $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {RunningServer.Key}\r\n" +
            "Content-Type: application/json\r\nContent-Length: ";

        private void Post(string head, string body, ReadOnlySpan<byte> expected) =>
            connection.Ask(Encoding.ASCII.GetBytes($"{head}{body.Length}\r\n\r\n{body}"), expected);

        public void Dispose() => connection.Dispose();
    }
}
