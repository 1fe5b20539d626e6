using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using EventOps.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventOps.Benchmarks;

/// <summary>From the command that publishes a deck to its signed webhook at a receiver on this machine, at 100 a second.</summary>
internal static class WebhookBenchmark
{
    private const string Api = $"/api/communities/{RunningServer.Community}";
    private const int Meetups = 150;
    private const int WarmUp = 3000;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    public static async Task Run(Ground ground)
    {
        await using var database = await TestDatabase.Create();
        await using var server = await RunningServer.Start(database);
        using var http = server.Owner();
        var received = new ConcurrentDictionary<Guid, long>();
        await using var receiver = await Receiver(received);
        await Post(http, $"{Api}/subscriptions", new { name = "bench", sink = $"{receiver.Urls.First()}/hook", types = new[] { "eventops.slides.published.v1" } });
        for (var i = 0; i < Meetups; i++)
            await Post(http, $"{Api}/meetups", new { slug = $"bench-{i}", title = "Bench", start = "2031-01-01T10:00", zone = "UTC" });
        // A server that runs for weeks is measured, not one that still compiles itself.
        var warm = await Publish(http, WarmUp);
        await All(received, warm.Keys);
        var sent = await Publish(http, (int)(ground.Figure / Beat));
        await All(received, sent.Keys);
        var times = sent.Select(s => Stopwatch.GetElapsedTime(s.Value, received[s.Key]).TotalMilliseconds).Order().ToList();
        Figures.Limit($"publish to webhook, p50 of {times.Count}", times[times.Count / 2], 10);
        Figures.Limit("publish to webhook, p99", times[times.Count * 99 / 100], 50);
    }

    /// <summary>Publishes decks, one each beat; when each command was sent.</summary>
    private static async Task<Dictionary<Guid, long>> Publish(HttpClient http, int count)
    {
        var decks = Enumerable.Range(0, count).Select(i => (Id: Guid.CreateVersion7(), Meetup: $"{Api}/meetups/bench-{i % Meetups}")).ToList();
        foreach (var some in decks.GroupBy(deck => deck.Meetup, deck => deck.Id))
            await Post(http, $"{some.Key}/commands", some.Select(id =>
                new { type = "AttachSlides", slidesId = id, title = "Deck", url = $"https://example.org/{id}.pdf" }));
        var sent = new Dictionary<Guid, long>();
        var commands = new List<Task>();
        using var timer = new PeriodicTimer(Beat);
        foreach (var (id, meetup) in decks)
        {
            await timer.WaitForNextTickAsync();
            sent[id] = Stopwatch.GetTimestamp();
            commands.Add(Post(http, $"{meetup}/publish-slides", new { slidesId = id }));
        }

        await Task.WhenAll(commands);
        return sent;
    }

    private static async Task<WebApplication> Receiver(ConcurrentDictionary<Guid, long> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/hook", async (HttpRequest request) =>
        {
            var at = Stopwatch.GetTimestamp();
            var message = await request.ReadFromJsonAsync<JsonElement>();
            received[message.GetProperty("data").GetProperty("fact").GetProperty("slidesId").GetGuid()] = at;
            return TypedResults.NoContent();
        });
        await app.StartAsync();
        return app;
    }

    private static async Task All(ConcurrentDictionary<Guid, long> received, IReadOnlyCollection<Guid> wanted)
    {
        for (var tries = 0; wanted.Any(id => !received.ContainsKey(id)); tries++)
            await (tries < 600 ? Task.Delay(50) : throw new InvalidOperationException("Not every webhook came in 30 seconds."));
    }

    private static async Task Post(HttpClient http, string address, object body)
    {
        using var answer = await http.PostAsJsonAsync(address, body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{address}: {await answer.Content.ReadAsStringAsync()}");
    }
}
