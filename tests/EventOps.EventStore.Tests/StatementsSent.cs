using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace EventOps.EventStore.Tests;

/// <summary>Every statement that Npgsql sends to one database of this process, as its own tracing tells.</summary>
internal sealed class StatementsSent : IDisposable
{
    private readonly ActivityListener listener;
    private readonly ConcurrentQueue<string> texts = new();

    public StatementsSent(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TagObjects.Any(t => Equals(t.Value, name)))
                    texts.Enqueue(string.Join(' ', activity.TagObjects.Select(t => t.Value)));
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>Those that read the log.</summary>
    public IReadOnlyList<string> OfTheLog =>
        [.. texts.Where(t => t.Contains("from mt_events", StringComparison.Ordinal) && !t.Contains("insert", StringComparison.Ordinal))];

    public void Clear() => texts.Clear();

    public void Dispose() => listener.Dispose();
}
