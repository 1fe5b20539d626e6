using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.Notifications.Deliveries;

/// <summary>Rings when a fan-out on any node has committed deliveries, and when this node has a place free again.</summary>
internal sealed partial class DeliveryBell(NpgsqlDataSource database, TimeProvider time, ILogger logger)
{
    public const string Channel = "eventops_deliveries";
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    private TaskCompletionSource next = New();

    /// <summary>Completes at the next ring. Take it before looking, or a ring in between is lost.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Ring() => Interlocked.Exchange(ref next, New()).TrySetResult();

    /// <summary>Listens until cancelled. While the connection is away, polling goes on without it.</summary>
    public async Task Listen(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Hear(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Deaf(logger, e.GetType().Name);
                await Task.Delay(Reconnect, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Hear(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        connection.Notification += (_, _) => Ring();
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        Ring();
        while (true)
            await connection.WaitAsync(ct);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notices of new deliveries are interrupted ({Cause}); polling goes on.")]
    private static partial void Deaf(ILogger logger, string cause);
}
