using EventOps.Server.Files.Stores;

namespace EventOps.Server.Files;

/// <summary>
/// Removes files that no event names and nobody touched for a while, and bytes without a row, which a server left that died
/// between the two. Every node does it; the lock on a file makes one of them do it.
/// </summary>
internal sealed partial class FileSweep(FileSettings settings, Staging staging, IBlobs blobs, FileRegister register, TimeProvider time, ILogger<FileSweep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        staging.Sweep(time.GetUtcNow());
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Try(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>One sweep; how many files went.</summary>
    public async Task<int> Run(CancellationToken ct)
    {
        staging.Sweep(time.GetUtcNow());
        var before = time.GetUtcNow() - settings.KeepUnused;
        var gone = 0;
        foreach (var (community, sha256) in await register.Unused(before, ct))
            gone += await Remove(community, sha256, before, ct) ? 1 : 0;
        await foreach (var blob in blobs.List(ct))
        {
            if (blob.Written < before && await register.Find(blob.Name.Community, blob.Name.Sha256, ct) is null)
                gone += await RemoveStray(blob.Name, ct) ? 1 : 0;
        }

        return gone;
    }

    private async Task Try(CancellationToken ct)
    {
        try
        {
            if (await Run(ct) is > 0 and var gone)
                Swept(logger, gone);
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or FileStoreException or IOException)
        {
            Failed(logger, e);
        }
    }

    // Whoever names the file now touches its row: then it is not old any more, and stays.
    private async Task<bool> Remove(string community, string sha256, DateTimeOffset before, CancellationToken ct)
    {
        await using var hold = await register.Hold(community, sha256, ct);
        if (!await hold.Remove(before, ct))
            return false;
        await RemoveBytes(new(community, sha256), ct);
        await hold.Commit(ct);
        return true;
    }

    private async Task<bool> RemoveStray(BlobName name, CancellationToken ct)
    {
        await using var hold = await register.Hold(name.Community, name.Sha256, ct);
        if (await hold.IsKnown(ct))
            return false;
        await RemoveBytes(name, ct);
        return true;
    }

    private async Task RemoveBytes(BlobName name, CancellationToken ct)
    {
        await blobs.Remove(name with { Preview = true }, ct);
        await blobs.Remove(name with { Preview = false }, ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} unused files were removed.")]
    private static partial void Swept(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unused files could not be removed; the next sweep does it.")]
    private static partial void Failed(ILogger logger, Exception cause);
}
