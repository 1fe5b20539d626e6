using Npgsql;

namespace EventOps.EventStore.Projecting;

/// <summary>
/// Turns events into something that is read. Called with all events of the feed in order, each exactly once as far as its
/// own tables go: they change in the transaction that moves the checkpoint. It uses only the events, no clock and no new id.
/// </summary>
public interface IProjection
{
    /// <summary>Names rows and checkpoint for ever (Marten's shard is <c>{Name}:All</c>).</summary>
    string Name { get; }

    /// <summary>
    /// At most one commit in this time while events keep coming, so that a busy log does not cost every projection a commit for
    /// every append. What comes after a pause is applied at once.
    /// </summary>
    TimeSpan Pace => TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Applies events in order. Throwing stops this projection at the event that causes it, to be tried again; nothing of
    /// the failed call is kept.
    /// </summary>
    Task Apply(IReadOnlyList<RecordedEvent> events, ProjectionTransaction transaction, CancellationToken ct);

    /// <summary>
    /// Why it cannot be rebuilt, as the end of a sentence. Only a <see cref="RowProjection{TRow}"/> can: the store keeps its
    /// rows, and can keep two generations of them beside each other.
    /// </summary>
    string NotRebuilt => "it keeps tables of its own";
}

/// <summary>The open transaction that a projection writes in; the runner commits it together with the checkpoint.</summary>
public sealed class ProjectionTransaction
{
    /// <param name="last">Empty; on the connection that the transaction is open on.</param>
    public ProjectionTransaction(NpgsqlBatch last) => Last = last;

    /// <summary>Inside the transaction. Not to be closed, committed or kept.</summary>
    public NpgsqlConnection Connection => Last.Connection!;

    /// <summary>
    /// What is added here is sent with the commit, which saves the way there and back. It may be sent earlier, and then
    /// begun anew, by whoever must see what it does.
    /// </summary>
    public NpgsqlBatch Last { get; }
}
