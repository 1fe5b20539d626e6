using EventOps.Server.Access;
using EventOps.Server.Hosting;

namespace EventOps.Server.CommandLine;

/// <summary>Serves until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> Run(string[] urls, CancellationToken ct)
    {
        var builder = ServerApplication.Builder(urls);
        var settings = ServerSettings.From(builder.Configuration);
        using var loggers = Logs.Create(builder.Configuration, structured: builder.Environment.IsProduction(), quiet: false);
        await using var backend = await Backend.Open(settings, join: false, Console.WriteLine, loggers, ct);
        await using var app = ServerApplication.Build(builder, backend, settings, loggers);
        if (backend.IsWritable)
            await Announce(await app.Services.GetRequiredService<FirstStart>().Run(ct), settings);
        else
            Console.WriteLine("The database is read-only: pages and feeds are served, changes are answered 503 until it is written to again.");
        await app.Listen(ct);
        Console.WriteLine($"EventOps listens on {string.Join(", ", app.Urls)}");
        await app.WaitForShutdownAsync(ct);
        return ExitCodes.Done;
    }

    private static async Task Announce(string? generatedKey, ServerSettings settings)
    {
        if (generatedKey is not null)
            await Console.Out.WriteLineAsync($"The owner key of '{settings.Community}', shown this once: {generatedKey}");
    }
}
