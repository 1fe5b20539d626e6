using System.Runtime.CompilerServices;

namespace EventOps.EventStore.Projecting;

/// <summary>
/// Runs projections on this node, one loop each; of all nodes on a database one leads each projection. Start once, dispose
/// to stop.
/// </summary>
public sealed class ProjectionRunner : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource stopping = new();
    private readonly IReadOnlyList<IProjection> projections;
    private readonly ProjectionLoop[] loops;
    private readonly RunnerParts parts;
    private Task running = Task.CompletedTask;
    private bool disposed;

    internal ProjectionRunner(IReadOnlyList<IProjection> projections, RunnerParts parts)
    {
        this.projections = projections;
        this.parts = parts;
        loops = [.. projections.Select(p => new ProjectionLoop(p, parts))];
    }

    /// <summary>The names of the projections, in the order given.</summary>
    public IReadOnlyList<string> Names => [.. projections.Select(p => p.Name)];

    /// <summary>Runs the projections, and carries out the rebuilds that any node asks for.</summary>
    public void Start() => running = Task.WhenAll(
        [
            .. loops.Select(loop => Task.Run(() => loop.Run(stopping.Token))),
            .. projections.OfType<IRowProjection>().Select(p => Task.Run(() => new RebuildLoop(p, parts).Run(stopping.Token))),
        ]);

    /// <summary>Every projection of this runner, as the database knows it, whichever node leads it.</summary>
    public async Task<IReadOnlyList<ProjectionStatus>> Status(CancellationToken ct) => await ProjectionStatuses.Read(
        parts.Database, [.. Names], await parts.Feed.Head(ct), name => loops.Any(l => l.Name == name && l.Leads), ct);

    /// <summary>Why a projection cannot be rebuilt, in a sentence; null when it can.</summary>
    public string? WhyNotRebuilt(string name) => projections.First(p => p.Name == name) is { } projection and not IRowProjection
        ? $"The projection '{name}' cannot be rebuilt: {projection.NotRebuilt}."
        : null;

    /// <summary>
    /// Makes a projection's rows anew beside the living ones and switches to them; tells how it goes until it is done and
    /// the old rows are gone. Works whether or not this runner or any other was started. One that is under way is carried
    /// on; given up here, it waits for the next call, or another node goes on with it.
    /// </summary>
    /// <exception cref="NotSupportedException"><see cref="WhyNotRebuilt"/> says why.</exception>
    public async IAsyncEnumerable<ProjectionStatus> Rebuild(string name, [EnumeratorCancellation] CancellationToken ct)
    {
        if (projections.First(p => p.Name == name) is not IRowProjection projection)
            throw new NotSupportedException(WhyNotRebuilt(name));
        var generation = await Ask(projection, ct);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var carrying = new RebuildLoop(projection, parts).Run(enough.Token);
        try
        {
            while (true)
            {
                var status = (await Status(ct)).First(s => s.Name == name);
                yield return status;
                if (status.Rebuild?.Generation != generation && !await HasLeftovers(name, ct))
                    break;
                await Task.Delay(Look, parts.Time, ct);
            }
        }
        finally
        {
            await enough.CancelAsync();
            await carrying;
        }
    }

    private async Task<int?> Ask(IRowProjection projection, CancellationToken ct)
    {
        await using var connection = await parts.Database.OpenConnectionAsync(ct);
        var now = parts.Time.GetUtcNow();
        await new Checkpoints(connection, ProjectionTrack.Living(projection.Name)).Begin(projection.Version, now, ct);
        await new Rebuilds(connection, projection.Name).Ask(projection.Version, now, ct);
        return (await new Checkpoints(connection, ProjectionTrack.Rebuild(projection.Name)).Find(ct))?.Generation;
    }

    private async Task<bool> HasLeftovers(string name, CancellationToken ct)
    {
        await using var connection = await parts.Database.OpenConnectionAsync(ct);
        return await new Rebuilds(connection, name).HasLeftovers(ct);
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
