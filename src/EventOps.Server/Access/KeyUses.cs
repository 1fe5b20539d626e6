namespace EventOps.Server.Access;

/// <summary>Writes down, now and then, when keys were last used: no request waits for it.</summary>
internal sealed class KeyUses(ApiKeys keys, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Write(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task Write(CancellationToken ct)
    {
        if (keys.TakeUses() is not { Count: > 0 } uses)
            return;
        try
        {
            await keys.Table.Used(uses, ct);
        }
        catch (Npgsql.NpgsqlException)
        {
            // The database is away, or takes no changes: a time is lost, the next use writes a newer one.
        }
    }
}
