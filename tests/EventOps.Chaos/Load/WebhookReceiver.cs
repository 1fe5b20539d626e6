using System.Collections.Concurrent;
using System.Text.Json;
using EventOps.Chaos.Evidence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventOps.Chaos.Load;

/// <summary>
/// Where subscriptions are sent to: writes down what comes and takes nearly everything. A few first attempts it treats as bad
/// receivers do: the message was received and has to come again, or was taken in an odd way.
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
        if (met.TryAdd((name, id), true))
            await Misbehave(context, Mood(id));
        else
            context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task Misbehave(HttpContext context, int mood)
    {
        var (answer, ct) = (context.Response, context.RequestAborted);
        switch (mood)
        {
            case < 4:
                context.Abort();
                break;
            case < 8:
                answer.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            case < 12:
                answer.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case < 14:
                answer.Redirect("http://127.0.0.1:9/elsewhere");
                break;
            case 14:
                // Hangs until the sender gives up.
                await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case 15:
                await Flood(answer, ct);
                break;
            default:
                answer.StatusCode = StatusCodes.Status204NoContent;
                break;
        }
    }

    // A hundred megabytes that nobody asked for; the status has said already that the message was taken.
    private static async Task Flood(HttpResponse answer, CancellationToken ct)
    {
        var piece = new byte[64 * 1024];
        try
        {
            for (var i = 0; i < 1_600; i++)
                await answer.Body.WriteAsync(piece, ct);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The sender has read enough.
        }
    }

    private int Mood(Guid id) => (id.ToByteArray()[15] ^ seed & 0xff) % 256;
}
