using Serilog;
using Serilog.Formatting.Json;

namespace EventOps.Server.Hosting;

/// <summary>Serilog to the console: lines for people while developing, JSON in production.</summary>
internal static class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder, bool quiet)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(quiet ? Serilog.Events.LogEventLevel.Warning : Serilog.Events.LogEventLevel.Information)
            .MinimumLevel.Override("Microsoft.AspNetCore", Serilog.Events.LogEventLevel.Warning)
            .MinimumLevel.Override("Npgsql", Serilog.Events.LogEventLevel.Warning)
            .Enrich.FromLogContext();
        configuration = builder.Environment.IsProduction()
            ? configuration.WriteTo.Console(new JsonFormatter(renderMessage: true))
            : configuration.WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}",
                formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(configuration.ReadFrom.Configuration(builder.Configuration).CreateLogger(), dispose: true);
    }
}
