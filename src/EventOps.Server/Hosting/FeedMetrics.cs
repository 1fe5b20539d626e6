using System.Globalization;
using System.Text;
using EventOps.EventStore.Reading;

namespace EventOps.Server.Hosting;

/// <summary>The feed's families of <c>/metrics</c>.</summary>
internal static class FeedMetrics
{
    public static void Append(StringBuilder text, FeedStatus feed)
    {
        Line(text, "gauge", "eventops_feed_position", "The position up to which the feed can be read.", feed.Position);
        Line(text, "gauge", "eventops_feed_highest_number", "The greatest event number drawn, used or not.", feed.HighestNumber);
        Line(text, "gauge", "eventops_feed_hole_age_seconds",
            "How long the feed has waited for a missing number that may still come; 0 when it waits for none.",
            feed.Hole?.Age.TotalSeconds ?? 0);
        Line(text, "gauge", "eventops_feed_hole_holders", "Transactions for which the feed waits at that number.",
            feed.Hole?.Holders.Count ?? 0);
        Line(text, "counter", "eventops_feed_stepped_over_total",
            "Numbers stepped over since the process began, because nobody can use them any more.", feed.SteppedOver);
        Line(text, "counter", "eventops_feed_database_reads_total",
            "Statements by which the process read the log since it began.", feed.DatabaseReads);
        Line(text, "gauge", "eventops_feed_memory_bytes", "Size of the latest events kept in memory.", feed.BytesInMemory);
    }

    private static void Line(StringBuilder text, string type, string name, string help, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n{name} {value:0.###}\n");
}
