namespace EventOps.Server.Erasing;

/// <summary>Carries on what was begun and not ended: its server died, or a projection was too far behind.</summary>
internal sealed partial class ErasureWork(ErasureTable table, ErasureRun run, TimeProvider time, ILogger<ErasureWork> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // Whoever asked carries it out; another only when that takes longer than anybody waits.
    private static readonly TimeSpan Leave = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var open in await table.Open(stoppingToken))
                    if (time.GetUtcNow() - open.Begun > Leave && await run.Run(open, stoppingToken))
                        CarriedOn(logger, open.Id, open.Community);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Interrupted(logger, e);
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The erasure {Erasure} in {Community} was carried on and is done.")]
    private static partial void CarriedOn(ILogger logger, Guid erasure, string community);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An erasure was interrupted; it is tried again.")]
    private static partial void Interrupted(ILogger logger, Exception cause);
}
