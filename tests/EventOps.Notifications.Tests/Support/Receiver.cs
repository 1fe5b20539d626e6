using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventOps.Notifications.Tests;

/// <summary>What a receiver really got.</summary>
internal sealed record Received(IReadOnlyDictionary<string, string> Headers, byte[] Body, string Path, long At)
{
    public string Id => Headers["webhook-id"];

    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}

/// <summary>A real HTTP server on loopback that answers as its test wants; it tells of each request before it answers.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<Received> inbox = Channel.CreateUnbounded<Received>();
    private readonly List<Received> all = [];

    private Receiver(WebApplication app) => this.app = app;

    public string Sink => $"{app.Urls.First()}/hook";

    public IReadOnlyList<Received> All
    {
        get
        {
            lock (all)
                return [.. all];
        }
    }

    /// <param name="answer">Gets the request and its number, from 1; null: 204.</param>
    public static async Task<Receiver> Start(Func<HttpContext, int, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(context => receiver.Take(context, answer));
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>A receiver that always answers with this status.</summary>
    public static Task<Receiver> Answering(int status, Action<IHeaderDictionary>? headers = null) => Start((context, _) =>
    {
        context.Response.StatusCode = status;
        headers?.Invoke(context.Response.Headers);
        return Task.CompletedTask;
    });

    /// <summary>The next request, in the order of arrival.</summary>
    public async Task<Received> Next()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await inbox.Reader.ReadAsync(limit.Token);
    }

    private async Task Take(HttpContext context, Func<HttpContext, int, Task>? answer)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var received = new Received(
            context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()), body.ToArray(),
            context.Request.Path, TimeProvider.System.GetTimestamp());
        int number;
        lock (all)
        {
            all.Add(received);
            number = all.Count;
        }

        inbox.Writer.TryWrite(received);
        context.Response.StatusCode = 204;
        if (answer is not null)
            await answer(context, number);
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
    }
}
