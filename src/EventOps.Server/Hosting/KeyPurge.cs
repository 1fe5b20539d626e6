using EventOps.EventStore;

namespace EventOps.Server.Hosting;

/// <summary>Forgets idempotency keys once their day is over. Every node does it; there is little to do twice.</summary>
internal sealed class KeyPurge(Streams streams, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Purge(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task Purge(CancellationToken ct)
    {
        try
        {
            await streams.PurgeIdempotencyKeys(ct);
        }
        catch (Npgsql.NpgsqlException)
        {
            // The database is away; the next hour does it.
        }
    }
}
