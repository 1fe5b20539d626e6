using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventOps.Notifications.Tests.Sinks.Fakes;

/// <summary>What a service was asked.</summary>
internal sealed record FakeRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, byte[] Body,
    DateTimeOffset Now)
{
    private readonly Lazy<JsonElement> json = new(() => JsonDocument.Parse(Body).RootElement);

    public JsonElement Json => json.Value;

    public string Text => Encoding.UTF8.GetString(Body);

    public static async Task<FakeRequest> Of(HttpRequestMessage request, DateTimeOffset now) => new(
        request.Method.Method, Uri.UnescapeDataString(request.RequestUri!.AbsolutePath), QueryOf(request.RequestUri.Query),
        request.Headers.Concat(request.Content!.Headers).ToDictionary(h => h.Key.ToLowerInvariant(), h => string.Join(',', h.Value)),
        await request.Content.ReadAsByteArrayAsync(), now);

    public static async Task<FakeRequest> Of(HttpRequest request, DateTimeOffset now)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return new(
            request.Method, request.Path.Value!, QueryOf(request.QueryString.Value ?? ""),
            request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()), body.ToArray(), now);
    }

    // As the services read it: decoded once, and what was encoded twice stays wrong.
    private static Dictionary<string, string> QueryOf(string query) => query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2))
        .ToDictionary(part => part[0], part => Uri.UnescapeDataString(part.Length > 1 ? part[1] : ""));
}

internal sealed record FakeAnswer(int Status, string Body, params (string Name, string Value)[] Headers)
{
    public static FakeAnswer Of(int status, object body, params (string, string)[] headers) =>
        new(status, JsonSerializer.Serialize(body), headers);
}

/// <summary>A chat service as its documentation describes it, strict where the real one is.</summary>
internal delegate FakeAnswer Answering(FakeRequest request);

/// <summary>One such service on loopback, which can be told to misbehave.</summary>
internal sealed class FakeService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<FakeAnswer> odd = [];
    private readonly ConcurrentQueue<(FakeRequest Request, FakeAnswer Answer)> seen = [];

    private FakeService(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    public string Authority => new Uri(Address).Authority;

    public IReadOnlyList<(FakeRequest Request, FakeAnswer Answer)> Seen => [.. seen];

    public static async Task<FakeService> Start(Answering answering, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new FakeService(builder.Build());
        service.app.Run(context => service.Take(context, answering, clock ?? TimeProvider.System));
        await service.app.StartAsync();
        return service;
    }

    /// <summary>The next answer, instead of what the service would say.</summary>
    public void Next(FakeAnswer answer) => odd.Enqueue(answer);

    private async Task Take(HttpContext context, Answering answering, TimeProvider clock)
    {
        var request = await FakeRequest.Of(context.Request, clock.GetUtcNow());
        var answer = odd.TryDequeue(out var next) ? next : answering(request);
        seen.Enqueue((request, answer));
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(answer.Body);
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
    }
}
