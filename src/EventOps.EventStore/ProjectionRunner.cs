using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.EventStore;

/// <summary>
/// Runs projections on this node, one loop each; of all nodes on a database one leads each projection. Start once, dispose
/// to stop.
/// </summary>
public sealed class ProjectionRunner : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<string, IProjection> projections;
    private readonly ProjectionLoop[] loops;
    private readonly NpgsqlDataSource database;
    private readonly Feed feed;
    private readonly Action moved;
    private Task running = Task.CompletedTask;
    private bool disposed;

    internal ProjectionRunner(
        IReadOnlyList<IProjection> projections, NpgsqlDataSource database, NpgsqlDataSource unpooled, Feed feed,
        Action moved, EventStoreSettings settings, TimeProvider time, ILogger logger)
    {
        this.projections = projections.ToDictionary(p => p.Name);
        this.database = database;
        this.feed = feed;
        this.moved = moved;
        loops = [.. projections.Select(p =>
            new ProjectionLoop(p, unpooled, feed, moved, settings.LongestRetryPause, time, logger))];
    }

    public void Start() => running = Task.WhenAll(loops.Select(loop => Task.Run(() => loop.Run(stopping.Token))));

    /// <summary>Every projection of this runner, as the database knows it, whichever node leads it.</summary>
    public async Task<IReadOnlyList<ProjectionStatus>> Status(CancellationToken ct)
    {
        var head = await feed.Head(ct);
        await using var query = database.CreateCommand("""
            select n.name, coalesce(c.last_seq_id, 0), coalesce(p.state, 'Running'), p.failed_position, p.failed_event,
              p.error, coalesce(p.since, now())
            from unnest($1::varchar[]) with ordinality as n(name, ord)
            left join eventops_projections p on p.name = n.name
            left join mt_event_progression c on c.name = n.name || ':All'
            order by n.ord
            """);
        query.Parameters.AddWithValue(loops.Select(l => l.Name).ToArray());
        var found = new List<ProjectionStatus>();
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            found.Add(new ProjectionStatus(
                row.GetString(0), row.GetInt64(1), Math.Max(0, head - row.GetInt64(1)),
                Enum.Parse<ProjectionState>(row.GetString(2)),
                row.IsDBNull(3) ? null : new ProjectionFailure(row.GetInt64(3), row.GetGuid(4), row.GetString(5)),
                row.GetFieldValue<DateTimeOffset>(6), loops.First(l => l.Name == row.GetString(0)).Leads));
        return found;
    }

    /// <summary>
    /// Removes a projection's rows and sets its checkpoint to 0 in one transaction; whoever leads it replays. Returns the
    /// position at which it will have caught up with now.
    /// </summary>
    public async Task<long> Rebuild(string name, CancellationToken ct)
    {
        var projection = projections[name];
        var until = await feed.Head(ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await new Checkpoints(connection).Restart(name, ct);
        await projection.Reset(new ProjectionTransaction(connection), ct);
        await transaction.CommitAsync(ct);
        moved();
        return until;
    }

    public async ValueTask DisposeAsync()
    {
        // A host that stops it early disposes it once more at its end.
        if (Interlocked.Exchange(ref disposed, true))
            return;
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }
}
