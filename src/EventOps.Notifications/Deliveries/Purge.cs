using EventOps.Notifications.Sinks;
using EventOps.Notifications.Subscriptions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.Notifications.Deliveries;

/// <summary>
/// Forgets deliveries that ended longer ago than <see cref="NotificationOptions.Retention"/>, each hour, some at a time, on
/// one node at a time. What still waits is never forgotten, however old.
/// </summary>
public sealed partial class Purge(NpgsqlDataSource database, NotificationOptions options, TimeProvider time, ILogger logger)
    : BackgroundService
{
    private const long OneAtATime = 0x5075726765;
    private const int AtOnce = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly string Old = Sql.Text("purge.sql");

    /// <summary>Forgets what is old now; how many deliveries there were.</summary>
    public async Task<int> Run(CancellationToken ct)
    {
        var before = time.GetUtcNow() - options.Retention;
        var (all, some) = (0, AtOnce);
        while (some == AtOnce)
            all += some = await Some(before, ct);
        await new RobotRates(database).Purge(ct);
        return all;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            do
                await Try(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task Try(CancellationToken ct)
    {
        try
        {
            if (await Run(ct) is > 0 and var gone)
                Purged(logger, gone);
        }
        catch (NpgsqlException e)
        {
            Failed(logger, e.GetType().Name);
        }
    }

    private async Task<int> Some(DateTimeOffset before, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var alone = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = OneAtATime } } })
            if (await alone.ExecuteScalarAsync(ct) is not true)
                return 0;
        var (gone, first, last) = await Deliveries(connection, before, ct);
        if (gone > 0)
            await Messages(connection, first, last, ct);
        await transaction.CommitAsync(ct);
        return gone;
    }

    private static async Task<(int Gone, long First, long Last)> Deliveries(NpgsqlConnection connection, DateTimeOffset before, CancellationToken ct)
    {
        await using var purge = new NpgsqlCommand(Old, connection);
        purge.Parameters.AddWithValue(before.UtcDateTime);
        purge.Parameters.AddWithValue(AtOnce);
        await using var row = await purge.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetInt32(0), row.GetInt64(1), row.GetInt64(2));
    }

    // First the lock, then the look: a fan-out that holds it may just have made a delivery of one of these messages.
    private static async Task Messages(NpgsqlConnection connection, long first, long last, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Sql.Command("select pg_advisory_xact_lock($1)", FanOutRows.MessagesLock));
        batch.BatchCommands.Add(Sql.Command(
            "delete from eventops_messages where position between $1 and $2 and position not in (" +
            "select position from eventops_deliveries where position between $1 and $2)", first, last));
        await batch.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} old deliveries are forgotten.")]
    private static partial void Purged(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old deliveries cannot be forgotten just now ({Cause}); the next hour does it.")]
    private static partial void Failed(ILogger logger, string cause);
}
