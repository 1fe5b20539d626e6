using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace EventOps.Server.Operations;

/// <summary>
/// Traces and metrics over OTLP, if the environment names a collector as OpenTelemetry says: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>
/// and its relatives. Without one nothing is recorded, and nothing is paid for it.
/// </summary>
internal static class Telemetry
{
    private static readonly string[] Endpoints =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<InstrumentFigures>();
        var configured = Endpoints.Where(name => !string.IsNullOrWhiteSpace(builder.Configuration[name])).ToList();
        if (configured.Count == 0)
            return;
        foreach (var name in configured)
            if (!Uri.TryCreate(builder.Configuration[name], UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                throw new Hosting.SettingException(name, "must be an absolute http or https address");
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("eventops").AddEnvironmentVariableDetector())
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !IsProbe(context.Request.Path) && !Access.SecretLinks.IsIn(context.Request.Path))
                .AddHttpClientInstrumentation()
                .AddSource("EventOps.*", "Npgsql")
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("EventOps.*", "Npgsql")
                .AddOtlpExporter());
    }

    private static bool IsProbe(PathString path) => path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments("/metrics", StringComparison.Ordinal);
}
