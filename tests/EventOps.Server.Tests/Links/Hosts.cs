using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventOps.Server.Tests.Links;

/// <summary>A real HTTP server whose addresses say how they answer: <c>/405-200</c> answers 405 to HEAD and 200 to GET.</summary>
internal sealed class Hosts : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<string> asked = [];

    private Hosts(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    /// <summary>Who was asked for what, in order.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    /// <summary>Answers 200 to everything from now on.</summary>
    public bool Recovered { get; set; }

    public static async Task<Hosts> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var hosts = new Hosts(builder.Build());
        hosts.app.Run(hosts.Answer);
        await hosts.app.StartAsync();
        return hosts;
    }

    private Task Answer(HttpContext context)
    {
        var (request, path) = (context.Request, context.Request.Path.Value!);
        asked.Enqueue($"{request.Method} {path} {request.Headers.Range}".TrimEnd());
        if (Recovered)
            return Task.CompletedTask;
        if (path.StartsWith("/to/", StringComparison.Ordinal))
            context.Response.Headers.Location = path["/to".Length..];
        context.Response.StatusCode = path.StartsWith("/to/", StringComparison.Ordinal) ? 302
            : path == "/loop" ? 302
            : int.Parse(path[1..].Split('-')[HttpMethods.IsHead(request.Method) ? 0 : ^1], System.Globalization.CultureInfo.InvariantCulture);
        if (path == "/loop")
            context.Response.Headers.Location = path;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
