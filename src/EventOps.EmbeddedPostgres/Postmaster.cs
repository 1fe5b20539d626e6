namespace EventOps.EmbeddedPostgres;

/// <summary>
/// The server of an owned cluster: brought to where it takes connections with the settings that are asked for, and started
/// again should somebody kill it.
/// </summary>
internal sealed class Postmaster(
    ClusterDirectory cluster, PostgresPrograms programs, EmbeddedPostgresOptions options) : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task watch = Task.CompletedTask;

    public Endpoint Endpoint { get; } = Endpoint.Of(cluster, options.Machine);

    public async Task Start(CancellationToken ct)
    {
        await Ensure(ct);
        watch = Watch(stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        if (await programs.IsRunning(CancellationToken.None))
            await programs.Stop(CancellationToken.None);
    }

    private async Task Ensure(CancellationToken ct)
    {
        var settings = ServerSettings.Text(options, Endpoint);
        if (await Settle(ct))
        {
            if (settings == Written())
                return;
            await programs.Stop(ct);
        }

        if (Endpoint.IsSocket)
            await cluster.MakePrivate(Endpoint.Host, ct);
        await File.WriteAllTextAsync(cluster.In(ServerSettings.File), settings, ct);
        Folders.Permit(cluster.In(ServerSettings.File), Folders.Readable);
        await StartOrUndo(ct);
    }

    // A server left by a killed owner may still be recovering, or on its way down.
    private async Task<bool> Settle(CancellationToken ct)
    {
        while (await programs.IsRunning(ct) && PostmasterPid.Read(cluster) is { } left)
        {
            if (left.IsReady && await Endpoint.Answers(ct))
                return true;
            if (!programs.Started(left))
                throw new ClusterInUseException($"{PostmasterPid.FileOf(cluster)} names process {left.Pid}, a PostgreSQL that "
                    + "does not answer as this cluster's: delete the file when no server uses the folder.");
            // Its socket went away, or is another one than asked for.
            if (left.IsReady)
                await programs.Stop(ct);
            await Task.Delay(20, ct);
        }

        return false;
    }

    private async Task StartOrUndo(CancellationToken ct)
    {
        try
        {
            await programs.Start(ct);
        }
        catch (OperationCanceledException)
        {
            if (await programs.IsRunning(CancellationToken.None))
                await programs.Stop(CancellationToken.None);
            throw;
        }
    }

    private async Task Watch(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(programs.LookEvery);
        while (await timer.WaitForNextTickAsync(ct))
            if (!await programs.IsRunning(ct))
                await StartAgain(ct);
    }

    private async Task StartAgain(CancellationToken ct)
    {
        options.Progress?.Invoke("PostgreSQL is gone; starting it again");
        try
        {
            await Ensure(ct);
        }
        catch (Exception failed) when (failed is PostgresUnavailableException or ClusterInUseException or IOException)
        {
            options.Progress?.Invoke(failed.Message);
        }
    }

    private string? Written() =>
        File.Exists(cluster.In(ServerSettings.File)) ? File.ReadAllText(cluster.In(ServerSettings.File)) : null;
}
