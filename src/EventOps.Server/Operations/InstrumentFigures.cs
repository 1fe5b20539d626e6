using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace EventOps.Server.Operations;

/// <summary>
/// What instruments of this process have counted, for <c>/metrics</c>: the rate, the errors and the duration of requests and of
/// deliveries. Series are bounded: labels are ours (routes, methods, statuses, kinds), never a client's words.
/// </summary>
internal sealed class InstrumentFigures : IDisposable
{
    private const int MostSeries = 2_000;

    // Instrument, the name it has in Prometheus, the labels that are kept.
    private static readonly Known[] All =
    [
        new("http.server.request.duration", "eventops_request_seconds", "Duration of requests.",
            [("http.request.method", "method"), ("http.route", "route"), ("http.response.status_code", "status")]),
        new("http.server.active_requests", "eventops_requests_active", "Requests under way.", [("http.request.method", "method")]),
        new("eventops.delivery.duration", "eventops_delivery_seconds", "Duration of attempts to deliver.", [("kind", "kind"), ("outcome", "outcome")]),
    ];

    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<(Known Known, Values Values), Series> series = new();
    private readonly MeterListener listener = new();

    public InstrumentFigures()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (Array.Find(All, known => known.Instrument == instrument.Name) is { } known)
                self.EnableMeasurementEvents(instrument, known);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, known) => Observe((Known)known!, instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, known) => Observe((Known)known!, instrument, value, tags));
    }

    /// <summary>Counts from now on.</summary>
    public void Start() => listener.Start();

    /// <summary>Everything counted so far, in the Prometheus text format.</summary>
    public void Append(StringBuilder text)
    {
        var named = series.Select(one => (one.Key.Known, Labels: one.Key.Known.Written(one.Key.Values), Series: one.Value));
        foreach (var family in named.GroupBy(one => one.Known).OrderBy(family => family.Key.Name, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {family.Key.Name} {family.Key.Help}\n");
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {family.Key.Name} {(family.First().Series.IsHistogram ? "histogram" : "gauge")}\n");
            foreach (var one in family.OrderBy(one => one.Labels, StringComparer.Ordinal))
                one.Series.Append(text, family.Key.Name, one.Labels);
        }
    }

    public void Dispose() => listener.Dispose();

    // On the way of every request: nothing is written here, what a label is called is told when somebody asks.
    private void Observe(Known known, Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (known, known.ValuesOf(tags));
        if (!series.TryGetValue(key, out var one))
        {
            if (series.Count >= MostSeries)
                return;
            one = series.GetOrAdd(key, new Series(instrument is Histogram<double>, Bounds));
        }

        one.Observe(value);
    }

    private readonly record struct Values(object? First, object? Second, object? Third);

    private sealed class Known(string instrument, string name, string help, (string Tag, string Label)[] labels)
    {
        public string Instrument => instrument;

        public string Name => name;

        public string Help => help;

        public Values ValuesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags) => new(ValueOf(0, tags), ValueOf(1, tags), ValueOf(2, tags));

        public string Written(Values values) => string.Join(',', ((object?[])[values.First, values.Second, values.Third])
            .Zip(labels, (value, label) => value is null ? null : string.Create(CultureInfo.InvariantCulture, $"{label.Label}=\"{value}\""))
            .OfType<string>());

        private object? ValueOf(int label, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (label >= labels.Length)
                return null;
            foreach (var (tag, value) in tags)
                if (tag == labels[label].Tag)
                    return value;
            return null;
        }
    }
}
