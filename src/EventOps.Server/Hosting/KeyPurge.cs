using EventOps.EventStore;
using Npgsql;

namespace EventOps.Server.Hosting;

/// <summary>Forgets answered idempotency keys each hour; without it they would grow with every command for ever.</summary>
internal sealed partial class KeyPurge(Streams streams, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await streams.PurgeIdempotencyKeys(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                Failed(loggers.CreateLogger("EventOps.Server"), e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old idempotency keys could not be forgotten; it is tried again in an hour.")]
    private static partial void Failed(ILogger logger, Exception cause);
}
