using Npgsql;

namespace EventOps.Server.Links;

/// <summary>Looks at links by and by. Of several nodes one does it at a time; what is due stands in the database.</summary>
internal sealed partial class LinkChecker(
    NpgsqlDataSource database, LinkRounds rounds, LinkSettings settings, TimeProvider time, ILogger<LinkChecker> logger) : BackgroundService
{
    private static readonly TimeSpan BeforeTheFirst = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Every == TimeSpan.Zero)
            return;
        // A server that is started for a moment looks at nothing.
        var pause = BeforeTheFirst;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = Pause;
            try
            {
                if (!stoppingToken.IsCancellationRequested)
                    await RoundAlone(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Interrupted(logger, e);
            }
        }
    }

    /// <summary>One round, unless another node is at it; whether it was made.</summary>
    public async Task<bool> RoundAlone(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // A node that freezes here keeps the others from looking at links, and from nothing else, for half an hour.
        await using var take = new NpgsqlCommand(
            "select pg_try_advisory_xact_lock(hashtextextended('eventops link checker', 0)) " +
            "from set_config('idle_in_transaction_session_timeout', '30min', true)", connection);
        if (await take.ExecuteScalarAsync(ct) is not true)
            return false;
        await rounds.Gather(ct);
        foreach (var link in await rounds.Due(ct))
        {
            if (link.Failures == settings.DeadAfter)
                Dead(logger, link.Community, link.Url, link.Fault);
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A link of {Community} is dead: {Url} ({Fault}).")]
    private static partial void Dead(ILogger logger, string community, string url, string? fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking at links was interrupted; it goes on.")]
    private static partial void Interrupted(ILogger logger, Exception cause);
}
