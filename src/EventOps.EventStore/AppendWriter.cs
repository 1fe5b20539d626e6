using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.EventStore;

/// <summary>
/// One connection that writes batches. A statement error runs the batch again one by one, so that only its cause fails. A
/// broken connection leaves the batch in doubt: it is sent again with the same expected versions, which waits for whatever
/// the old session still holds, and a conflict then is looked up by event id.
/// </summary>
internal sealed partial class AppendWriter(
    NpgsqlDataSource database, TimeSpan patience, TimeProvider time, ILogger logger, Action appended) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private AppendCommand? command;

    public async Task Write(IReadOnlyList<PendingAppend> batch, CancellationToken stopping)
    {
        if (batch.Count == 0)
            return;
        try
        {
            await Carry(batch, stopping);
        }
        catch (PostgresException e) when (batch.Count == 1 && !SqlStates.ConnectionLost(e))
        {
            Refuse(batch[0], e);
        }
        catch (Exception e)
        {
            if (e is not PostgresException)
            {
                // Something in the batch cannot even be sent, and may have broken the connection half way.
                Doubt(batch);
                await Drop();
            }

            if (batch.Count == 1)
            {
                batch[0].Fail(e);
                return;
            }

            BatchSplit(logger, e, batch.Count);
            foreach (var append in batch)
                await Write([append], stopping);
        }
    }

    /// <summary>Sends the batch until the database has answered; throws what it answered if that is an error.</summary>
    private async Task Carry(IReadOnlyList<PendingAppend> batch, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                command ??= await AppendCommand.Open(database, stopping);
                await Settle(batch, await command.Run(batch));
                return;
            }
            catch (Exception e) when (SqlStates.Outage(e) || e is OperationCanceledException)
            {
                if (e is not PostgresException p || SqlStates.ConnectionLost(p))
                {
                    Doubt(batch);
                    await Drop();
                }

                if (time.GetElapsedTime(started) >= patience || stopping.IsCancellationRequested)
                {
                    Unreachable(logger, e, batch.Count);
                    foreach (var append in batch)
                        append.Fail(new StoreUnavailableException(append.InDoubt, e));
                    return;
                }

                await Task.Delay(Pause, time, CancellationToken.None);
            }
        }
    }

    // Only what was sent is in doubt; a connection that could not be opened sent nothing.
    private void Doubt(IReadOnlyList<PendingAppend> batch)
    {
        if (command is null)
            return;
        foreach (var append in batch)
            append.InDoubt = true;
    }

    private async Task Settle(IReadOnlyList<PendingAppend> batch, Dictionary<StreamKey, long> positions)
    {
        // Readers are woken first: they work while the callers' continuations are scheduled.
        if (positions.Count > 0)
            appended();
        foreach (var append in batch)
        {
            if (positions.TryGetValue(append.Stream, out var position))
                append.Complete(new AppendResult.Appended(append.ExpectedVersion + append.Events.Count, position));
            else if (!append.InDoubt)
                append.Complete(new AppendResult.Conflict());
            else
                append.Complete(await command!.FindStored(append) is { } stored
                    ? new AppendResult.Appended(append.ExpectedVersion + append.Events.Count, stored)
                    : new AppendResult.Conflict());
        }
    }

    private static void Refuse(PendingAppend append, PostgresException e)
    {
        switch (e)
        {
            case { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pk_eventops_idempotency_keys" }:
                append.Complete(new AppendResult.KeyTaken());
                break;
            // A foreign writer stored the version before it moved the stream row.
            case { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pk_mt_events_stream_and_version" }:
                append.Complete(new AppendResult.Conflict());
                break;
            case var _ when SqlStates.BadContent(e):
                append.Fail(new EventRejectedException(e.SqlState, e));
                break;
            default:
                append.Fail(e);
                break;
        }
    }

    private async ValueTask Drop()
    {
        if (command is not null)
            await command.DisposeAsync();
        command = null;
    }

    public ValueTask DisposeAsync() => Drop();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of {Count} appends was refused; each runs alone.")]
    private static partial void BatchSplit(ILogger logger, Exception cause, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database stayed unreachable; {Count} appends fail.")]
    private static partial void Unreachable(ILogger logger, Exception cause, int count);
}
