using EventOps.Server.Access;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;

namespace EventOps.Server.Hosting;

/// <summary>Serilog to the console: lines for people while developing, JSON in production.</summary>
internal static class Logs
{
    /// <summary>The one logger of the process, for what runs before the web application as well.</summary>
    public static SerilogLoggerFactory Create(IConfiguration configuration, bool structured, bool quiet)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(quiet ? LogEventLevel.Warning : LogEventLevel.Information)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Npgsql", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .Enrich.With<ShownPaths>();
        logger = structured
            ? logger.WriteTo.Console(new JsonFormatter(renderMessage: true), standardErrorFromLevel: LogEventLevel.Verbose)
            : logger.WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}",
                standardErrorFromLevel: LogEventLevel.Verbose,
                formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        return new SerilogLoggerFactory(logger.ReadFrom.Configuration(configuration).CreateLogger(), dispose: true);
    }

    // The framework puts the path of its request beside every line, and the path of a link may be a secret.
    private sealed class ShownPaths : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            if (logEvent.Properties.TryGetValue("RequestPath", out var value) && value is ScalarValue { Value: string path } && SecretLinks.IsIn(path))
                logEvent.AddOrUpdateProperty(new("RequestPath", new ScalarValue(SecretLinks.Shown(path))));
        }
    }
}
