using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventOps.Benchmarks;

/// <summary>
/// The web server that EventOps stands on with nothing behind it, in a process of its own: it answers everything with the same
/// 304. Nothing on Kestrel can be faster.
/// </summary>
internal sealed class BareKestrel : IAsyncDisposable
{
    /// <summary>As the program's only argument: be that process.</summary>
    public const string Argument = "bare-kestrel";

    private readonly Process process;

    private BareKestrel(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<BareKestrel> Start()
    {
        var started = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Argument])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        })!;
        return new(started, new Uri((await started.StandardOutput.ReadLineAsync())!));
    }

    /// <summary>Serves until the standard input ends, as it does when whoever began it is gone.</summary>
    public static async Task Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        await using var app = builder.Build();
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
