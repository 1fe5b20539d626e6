using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventOps.Server.Tests;

/// <summary>What came in, to whom, and whether the answer to it was a clean 2xx.</summary>
internal sealed record Arrival(string Path, string Id, string Body, bool Taken);

/// <summary>
/// A real HTTP server that misbehaves in every way a stranger's can, by the seed of its test: it answers 500, hangs, dribbles,
/// hangs up, redirects, floods, answers with a bomb, until it is told to behave.
/// </summary>
internal sealed class HostileReceiver : IAsyncDisposable
{
    private static readonly byte[] Bomb = MakeBomb();

    private readonly WebApplication app;
    private readonly Random random;
    private readonly ConcurrentQueue<Arrival> arrivals = [];

    private HostileReceiver(WebApplication app, int seed) => (this.app, random) = (app, new Random(seed));

    public string Address => app.Urls.First();

    public IReadOnlyCollection<Arrival> Arrivals => arrivals;

    public bool Behaves { get; set; }

    public static async Task<HostileReceiver> Start(int seed)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new HostileReceiver(builder.Build(), seed);
        receiver.app.Run(receiver.Take);
        await receiver.app.StartAsync();
        return receiver;
    }

    private async Task Take(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var text = await body.ReadToEndAsync();
        int mood;
        lock (random)
            mood = Behaves ? 9 : random.Next(14);
        var taken = mood is 3 or 4 or 6 or 7 or >= 9;
        arrivals.Enqueue(new(context.Request.Path, context.Request.Headers["webhook-id"].ToString(), text, taken));
        try
        {
            await Answer(context, mood);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The other side had enough.
        }
    }

    private static async Task Answer(HttpContext context, int mood)
    {
        var (response, gone) = (context.Response, context.RequestAborted);
        switch (mood)
        {
            case 0:
                response.StatusCode = 500;
                break;
            case 1:
                await Task.Delay(Timeout.Infinite, gone);
                break;
            case 2:
                context.Abort();
                break;
            case 3 or 4:
                for (var n = 0; n < 2000; n++)
                {
                    await response.WriteAsync(".", gone);
                    await response.Body.FlushAsync(gone);
                    await Task.Delay(20, gone);
                }

                break;
            case 5:
                (response.StatusCode, response.Headers.Location) = (307, "http://169.254.169.254/latest");
                break;
            case 6:
                for (var block = new byte[1 << 20]; !gone.IsCancellationRequested;)
                    await response.Body.WriteAsync(block, gone);
                break;
            case 7:
                response.Headers.ContentEncoding = "gzip";
                await response.Body.WriteAsync(Bomb, gone);
                break;
            case 8:
                (response.StatusCode, response.Headers.RetryAfter) = (429, "-7");
                break;
            default:
                response.StatusCode = 204;
                break;
        }
    }

    private static byte[] MakeBomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            for (var n = 0; n < 64; n++)
                gzip.Write(new byte[1 << 20]);
        return packed.ToArray();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
