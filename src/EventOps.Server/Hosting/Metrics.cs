using System.Globalization;
using System.Text;
using EventOps.EventStore;
using EventOps.Server.Feeds;

namespace EventOps.Server.Hosting;

/// <summary>Figures in the Prometheus text format, version 0.0.4.</summary>
internal static class Metrics
{
    public static void Map(WebApplication app) =>
        app.MapGet("/metrics", Write).ExcludeFromDescription();

    private static async Task<IResult> Write(Feed feed, ProjectionRunner projections, EventHub streams, CancellationToken ct)
    {
        var text = new StringBuilder();
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
        Family(text, "eventops_stream_readers", "Event streams open on this node.");
        text.Append(CultureInfo.InvariantCulture, $"eventops_stream_readers {streams.Listeners}\n");
        return TypedResults.Text(text.ToString(), "text/plain; version=0.0.4; charset=utf-8");
    }

    private static void Family(StringBuilder text, string name, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
}
