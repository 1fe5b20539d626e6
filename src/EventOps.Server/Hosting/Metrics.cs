using System.Globalization;
using System.Text;
using EventOps.EventStore.Projecting;
using EventOps.EventStore.Reading;
using EventOps.Notifications.Deliveries;
using EventOps.Server.Feeds;
using EventOps.Server.Operations;
using Npgsql;

namespace EventOps.Server.Hosting;

/// <summary>Figures in the Prometheus text format, version 0.0.4.</summary>
internal static class Metrics
{
    public static void Map(WebApplication app)
    {
        app.Services.GetRequiredService<InstrumentFigures>().Start();
        app.MapGet("/metrics", Write).ExcludeFromDescription();
    }

    private static async Task<IResult> Write(
        Feed feed, ProjectionRunner projections, EventHub streams, InstrumentFigures instruments, NpgsqlDataSource database, CancellationToken ct)
    {
        var text = new StringBuilder();
        Gauge(text, "eventops_database_writable", "1 while the database takes changes.", await Health.IsWritable(database, ct) ? 1 : 0);
        var backlog = await DeliveryBacklog.Read(database, ct);
        Gauge(text, "eventops_deliveries_due", "Subscriptions that something is due for.", backlog.Due);
        Gauge(text, "eventops_deliveries_overdue_seconds", "How long the first of them has waited.", backlog.Overdue.TotalSeconds);
        Gauge(text, "eventops_deliveries_failing", "Subscriptions whose sink did not take the last message.", backlog.Failing);
        FeedMetrics.Append(text, await feed.Status(ct));
        var found = await projections.Status(ct);
        Family(text, "eventops_projection_lag", "Positions between a projection and the feed.");
        foreach (var status in found)
            text.Append(CultureInfo.InvariantCulture, $"eventops_projection_lag{{projection=\"{status.Name}\"}} {status.Lag}\n");
        Family(text, "eventops_projection_stopped", "1 while a projection stands before an event that it cannot apply.");
        foreach (var status in found)
            text.Append(CultureInfo.InvariantCulture, $"eventops_projection_stopped{{projection=\"{status.Name}\"}} {(status.Failure is null ? 0 : 1)}\n");
        Family(text, "eventops_projection_rebuild_lag", "Positions between a rebuild under way and the feed; absent without one.");
        foreach (var status in found)
            if (status.Rebuild is { } rebuild)
                text.Append(CultureInfo.InvariantCulture, $"eventops_projection_rebuild_lag{{projection=\"{status.Name}\"}} {rebuild.Lag}\n");
        Family(text, "eventops_projection_rebuild_stopped", "1 while a rebuild stands before an event that it cannot apply.");
        foreach (var status in found)
            text.Append(CultureInfo.InvariantCulture, $"eventops_projection_rebuild_stopped{{projection=\"{status.Name}\"}} {(status.Rebuild?.Failure is null ? 0 : 1)}\n");
        Gauge(text, "eventops_stream_readers", "Event streams open on this node.", streams.Listeners);
        instruments.Append(text);
        return TypedResults.Text(text.ToString(), "text/plain; version=0.0.4; charset=utf-8");
    }

    private static void Gauge(StringBuilder text, string name, string help, double value)
    {
        Family(text, name, help);
        text.Append(CultureInfo.InvariantCulture, $"{name} {value:0.###}\n");
    }

    private static void Family(StringBuilder text, string name, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
}
