using System.Globalization;
using System.Text;

namespace EventOps.Server.Operations;

/// <summary>One line of a chart: a histogram with its buckets, or a number that goes up and down.</summary>
internal sealed class Series(bool isHistogram, double[] bounds)
{
    private readonly long[] buckets = new long[bounds.Length + 1];
    private readonly Lock gate = new();
    private double sum;

    public bool IsHistogram => isHistogram;

    public void Observe(double value)
    {
        var at = Array.BinarySearch(bounds, value);
        lock (gate)
        {
            sum += value;
            buckets[at < 0 ? ~at : at]++;
        }
    }

    public void Append(StringBuilder text, string name, string labels)
    {
        lock (gate)
        {
            if (!isHistogram)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}{Braces(labels)} {sum}\n");
                return;
            }

            var (count, more) = (0L, labels.Length > 0 ? labels + "," : "");
            for (var i = 0; i < buckets.Length; i++)
            {
                count += buckets[i];
                var bound = i < bounds.Length ? bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{more}le=\"{bound}\"}} {count}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{name}_sum{Braces(labels)} {sum}\n{name}_count{Braces(labels)} {count}\n");
        }
    }

    private static string Braces(string labels) => labels.Length > 0 ? $"{{{labels}}}" : "";
}
