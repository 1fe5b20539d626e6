using Npgsql;

namespace EventOps.EventStore.Projecting;

/// <summary>
/// What a run of a projection makes of events before it is written. All of it stands on the checkpoint that the run began
/// from: when a write fails or the checkpoint is lost, it is dropped.
/// </summary>
internal interface IFolding
{
    /// <summary>Roughly the bytes that <see cref="Take"/> would have to write.</summary>
    long Weight { get; }

    Task Add(IReadOnlyList<RecordedEvent> events, CancellationToken ct);

    /// <summary>Hands over what was added since the last call, to be written while more is added.</summary>
    Writing Take();

    /// <summary>What was added up to this position is in the database.</summary>
    void Committed(long position);
}

/// <summary>
/// What a batch of events comes to: statements that go to the database together with the move of the checkpoint, in one
/// round trip and one transaction.
/// </summary>
/// <param name="Asks">It asks the database for something before it knows them; the transaction is open then.</param>
/// <param name="AddTo">Makes them and adds them to the batch, whose connection it may ask.</param>
internal sealed record Writing(bool Asks, Func<NpgsqlBatch, CancellationToken, Task> AddTo);

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

    public Writing Take()
    {
        var events = waiting;
        (waiting, Weight) = ([], 0);
        return new Writing(Asks: true, (last, ct) => projection.Apply(events, new ProjectionTransaction(last), ct));
    }

    public void Committed(long position)
    {
    }
}
