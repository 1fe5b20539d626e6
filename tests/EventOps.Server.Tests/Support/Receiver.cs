using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventOps.Server.Tests;

/// <summary>A message as it came over the wire.</summary>
internal sealed record Received(string Id, string Timestamp, string Signatures, byte[] Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public JsonElement Json => JsonElement.Parse(Body);

    public string? Type => Json.GetProperty("type").GetString();

    public long Position => long.Parse(Json.GetProperty("sequence").GetString()!, CultureInfo.InvariantCulture);

    /// <summary>Whether it is signed with the secret, by the text of Standard Webhooks.</summary>
    public bool IsSignedWith(string secret)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{Id}.{Timestamp}."), .. Body];
        var mac = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed);
        return Signatures.Split(' ').Contains($"v1,{Convert.ToBase64String(mac)}");
    }
}

/// <summary>A real HTTP server on loopback that subscribers stand for: it keeps what it gets and answers 204, or never.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication app;
    private readonly Channel<Received> inbox = Channel.CreateUnbounded<Received>();
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Receiver(WebApplication app) => this.app = app;

    public string Sink => $"{app.Urls.First()}/hook";

    /// <param name="silent">Takes requests and does not answer, until <see cref="Release"/>.</param>
    public static async Task<Receiver> Start(bool silent = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        if (!silent)
            receiver.Release();
        receiver.app.Run(receiver.Take);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Answers what waits, and from now on at once.</summary>
    public void Release() => released.TrySetResult();

    /// <summary>The next message, in the order of arrival.</summary>
    public async Task<Received> Next()
    {
        using var limit = new CancellationTokenSource(Patience);
        return await inbox.Reader.ReadAsync(limit.Token);
    }

    /// <summary>Whether everything that came was looked at.</summary>
    public bool IsEmpty => !inbox.Reader.TryPeek(out _);

    private async Task Take(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        inbox.Writer.TryWrite(new(
            headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(),
            body.ToArray())
        {
            Headers = headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        });
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        await released.Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        await app.DisposeAsync();
    }
}
