namespace EventOps.EmbeddedPostgres;

/// <summary>A private PostgreSQL below a data directory, for one server and the command lines started beside it.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private Ownership? owned;

    private PostgresCluster(Endpoint endpoint, Ownership? owned)
    {
        ConnectionString = endpoint.ConnectionString;
        this.owned = owned;
    }

    /// <summary>Reaches the database <c>eventops</c>, which exists, as a user who may create others.</summary>
    public string ConnectionString { get; }

    /// <summary>
    /// Starts the cluster, made first if need be, or adopts one whose owner was killed; ready when it returns, and started
    /// again should it be killed.
    /// </summary>
    /// <exception cref="ClusterInUseException">Another process owns it.</exception>
    /// <exception cref="PostgresUnavailableException">There is no PostgreSQL to run, or it did not start.</exception>
    public static async Task<PostgresCluster> Own(EmbeddedPostgresOptions options, CancellationToken ct)
    {
        var cluster = await ClusterDirectory.Open(options.DataDirectory, ct);
        return await Start(cluster, ClusterLock.Take(cluster), options, ct);
    }

    /// <summary>Joins the cluster of a running server; without one, owns it until disposed.</summary>
    /// <exception cref="PostgresUnavailableException">There is no PostgreSQL to run, or it did not start.</exception>
    public static async Task<PostgresCluster> Join(EmbeddedPostgresOptions options, CancellationToken ct)
    {
        var cluster = await ClusterDirectory.Open(options.DataDirectory, ct);
        while (true)
        {
            if (ClusterLock.TryTake(cluster) is { } free)
                return await Start(cluster, free, options, ct);
            if (PostmasterPid.Read(cluster) is { IsReady: true } running
                && Endpoint.Of(cluster, running) is var endpoint && await endpoint.Answers(ct))
                return new PostgresCluster(endpoint, null);
            // Its owner is just starting or stopping it.
            await Task.Delay(20, ct);
        }
    }

    /// <summary>Stops the cluster of this data directory if its owner was killed, and deletes it with all its data.</summary>
    /// <exception cref="ClusterInUseException">Another process owns it.</exception>
    public static async Task Destroy(EmbeddedPostgresOptions options, CancellationToken ct)
    {
        var cluster = await ClusterDirectory.Open(options.DataDirectory, ct);
        using var ownership = ClusterLock.Take(cluster);
        if (PostmasterPid.Read(cluster) is not null)
            await new Postmaster(cluster, await PostgresChoice.For(cluster, options, ct), options).DisposeAsync();
        cluster.Delete(Endpoint.Of(cluster, options.Machine));
    }

    /// <summary>Stops the cluster if this object owns it; one that was joined goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref owned, null) is not { } mine)
            return;
        await mine.Server.DisposeAsync();
        mine.Lock.Dispose();
    }

    private static async Task<PostgresCluster> Start(
        ClusterDirectory cluster, ClusterLock taken, EmbeddedPostgresOptions options, CancellationToken ct)
    {
        try
        {
            var programs = await PostgresChoice.For(cluster, options, ct);
            if (!cluster.Created)
                await ClusterCreation.Run(cluster, programs, options, ct);
            var server = new Postmaster(cluster, programs, options);
            await server.Start(ct);
            return new PostgresCluster(server.Endpoint, new Ownership(taken, server));
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    private sealed record Ownership(ClusterLock Lock, Postmaster Server);
}
