using Npgsql;

namespace EventOps.EventStore;

/// <summary>
/// What a run of a projection makes of events before it is written. All of it stands on the checkpoint that the run began
/// from: when a write fails or the checkpoint is lost, it is dropped.
/// </summary>
internal interface IFolding
{
    /// <summary>Roughly the bytes that <see cref="Take"/> would have to write.</summary>
    long Weight { get; }

    Task Add(IReadOnlyList<RecordedEvent> events, CancellationToken ct);

    /// <summary>
    /// Hands over what was added since the last call, ready to be written in a transaction, perhaps while more is added.
    /// </summary>
    Func<NpgsqlConnection, CancellationToken, Task> Take();

    /// <summary>What was added up to this position is in the database.</summary>
    void Committed(long position);
}

/// <summary>For a projection that does its own writing: the events as they are.</summary>
internal sealed class PlainFolding(IProjection projection) : IFolding
{
    private List<RecordedEvent> waiting = [];

    public long Weight { get; private set; }

    public Task Add(IReadOnlyList<RecordedEvent> events, CancellationToken ct)
    {
        waiting.AddRange(events);
        Weight += events.Sum(e => (long)e.Data.Length);
        return Task.CompletedTask;
    }

    public Func<NpgsqlConnection, CancellationToken, Task> Take()
    {
        var events = waiting;
        (waiting, Weight) = ([], 0);
        return (connection, ct) => projection.Apply(events, new ProjectionTransaction(connection), ct);
    }

    public void Committed(long position)
    {
    }
}
