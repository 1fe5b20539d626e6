using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using EventOps.EventStore;
using EventOps.Testing;

namespace EventOps.Benchmarks;

/// <summary>
/// One command over HTTP, each of its client's own meetup, beside the appender alone writing an event of the same size to a
/// stream of each writer's own. Server, appender and clients share the machine in turns.
/// </summary>
internal static class CommandBenchmark
{
    private const int Rounds = 3;
    private const string Api = $"/api/communities/{RunningServer.Community}/meetups";

    public static async Task Run(Ground ground)
    {
        await using var database = await TestDatabase.Create();
        await using var server = await RunningServer.Start(database);
        await using var store = new EventStoreModule(database.ConnectionString);
        foreach (var clients in (int[])[1, 32])
        {
            await Commands(server, clients, TimeSpan.FromSeconds(2));
            await Appends(store, clients, TimeSpan.FromSeconds(1));
            var (ours, alone) = await Figures.InTurns(Rounds,
                () => Commands(server, clients, ground.Figure / Rounds), () => Appends(store, clients, ground.Figure / Rounds));
            Figures.Against($"command over HTTP, {clients} client(s)", ours, "appender", alone, 0.5);
        }
    }

    private static async Task<double> Commands(RunningServer server, int clients, TimeSpan time)
    {
        var connections = new List<Client>();
        for (var i = 0; i < clients; i++)
            connections.Add(await Client.Schedule(server.Address));
        var watch = Stopwatch.StartNew();
        var done = await Task.WhenAll(connections.Select(client => Task.Run(() => client.Revise(watch, time))));
        connections.ForEach(client => client.Dispose());
        return done.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> Appends(EventStoreModule store, int writers, TimeSpan time)
    {
        var data = """{"title":"The title of a meetup, revised 1234567 times","summary":null,"tags":null}"""u8.ToArray();
        var watch = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            var stream = new StreamKey("bench", Guid.CreateVersion7());
            var version = 0L;
            for (; watch.Elapsed < time; version++)
                await store.Streams.Append(stream, "bench", version,
                    [new(Guid.CreateVersion7(), "bench_noted", data)], AppendMetadata.None, CancellationToken.None);
            return version;
        })));
        return done.Sum() / watch.Elapsed.TotalSeconds;
    }

    /// <summary>One connection that is kept, and the meetup that it changes again and again.</summary>
    private sealed class Client(Socket socket, Uri server, string meetup) : IDisposable
    {
        private readonly byte[] buffer = new byte[16 * 1024];

        public static async Task<Client> Schedule(Uri server)
        {
            var socket = await LoopbackLoad.Connect(server);
            var client = new Client(socket, server, Guid.CreateVersion7().ToString());
            await client.Post(Api, $$"""{"meetupId":"{{client.Meetup}}","slug":"m-{{client.Meetup}}","title":"Bench","start":"2031-01-01T10:00","zone":"UTC"}""", "201");
            return client;
        }

        private string Meetup => meetup;

        public async Task<long> Revise(Stopwatch watch, TimeSpan time)
        {
            var done = 0L;
            for (; watch.Elapsed < time; done++)
                await Post($"{Api}/{meetup}/revise-event", $$"""{"title":"The title of a meetup, revised {{done}} times"}""", "200");
            return done;
        }

        private async Task Post(string path, string body, string status)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {RunningServer.Key}\r\n" +
                $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
            await LoopbackLoad.Answer(socket, buffer, Encoding.ASCII.GetBytes($"HTTP/1.1 {status} "));
        }

        public void Dispose() => socket.Dispose();
    }
}
