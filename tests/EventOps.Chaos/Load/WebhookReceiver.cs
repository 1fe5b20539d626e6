using System.Collections.Concurrent;
using System.Text.Json;
using EventOps.Chaos.Evidence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventOps.Chaos.Load;

/// <summary>
/// Where subscriptions are sent to: writes down what comes and takes nearly everything. A few first attempts it answers 503,
/// and at a few it hangs up: the message was received and has to come again.
/// </summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly History history;
    private readonly ConcurrentDictionary<(string, Guid), bool> met = new();
    private readonly int seed;

    private WebhookReceiver(WebApplication app, History history, int seed) =>
        (this.app, this.history, this.seed) = (app, history, seed);

    public static async Task<WebhookReceiver> Start(History history, int seed)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build(), history, seed);
        receiver.app.MapPost("/hook/{name}", receiver.Take);
        await receiver.app.StartAsync();
        return receiver;
    }

    public string SinkOf(string subscription) => $"{app.Urls.First()}/hook/{subscription}";

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext context, string name)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.ToArray();
        var id = Guid.Parse(context.Request.Headers["webhook-id"].ToString());
        var position = long.Parse(JsonElement.Parse(bytes).GetProperty("sequence").GetString()!);
        history.Received.Enqueue(new(name, id, position, Digests.Of(bytes)));
        // By the message and not by a shared stream of numbers: the same seed misbehaves to the same ones.
        var mood = met.TryAdd((name, id), true) ? Mood(id) : 99;
        if (mood == 0)
            context.Abort();
        else
            context.Response.StatusCode = mood == 1 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status204NoContent;
    }

    private int Mood(Guid id) => (id.ToByteArray()[15] ^ seed & 0xff) % 64;
}
