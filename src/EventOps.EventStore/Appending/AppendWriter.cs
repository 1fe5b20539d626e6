using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.EventStore.Appending;

/// <summary>
/// One connection that writes batches. A statement error runs the batch again one by one, so that only its cause fails. A
/// broken connection leaves the batch in doubt: it is sent again with the same expected versions, which waits for whatever
/// the old session still holds, and a conflict then is looked up by event id. What stood on an append that met a conflict is
/// sent again without it: only the database knows at which version the stream is instead.
/// </summary>
internal sealed partial class AppendWriter(
    NpgsqlDataSource database, TimeSpan patience, TimeProvider time, ILogger logger, Action appended) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private AppendCommand? command;

    /// <summary>What to write next; the writer's owner fills it.</summary>
    public AppendBatch Batch { get; } = new();

    /// <summary>Carries the batch out: afterwards every append of it has its result.</summary>
    public Task Write(CancellationToken stopping) => Write(Batch, stopping);

    private async Task Write(AppendBatch batch, CancellationToken stopping)
    {
        try
        {
            for (var left = await Carry(batch, stopping); left.Count > 0; left = await Carry(batch, stopping))
                batch = AppendBatch.Of(left);
        }
        catch (PostgresException e) when (batch.IsOne && !SqlStates.ConnectionLost(e) && !SqlStates.ReadOnly(e))
        {
            Refuse(batch.Appends[0], e);
        }
        catch (Exception e)
        {
            if (e is not PostgresException)
            {
                // Something in the batch cannot even be sent, and may have broken the connection half way.
                Doubt(batch);
                await Drop();
            }

            if (SqlStates.ReadOnly(e))
                await RefuseAll(batch, new StoreReadOnlyException(e));
            else
                await Split(batch, e, stopping);
        }
    }

    // The next append connects anew: after a failover the same address leads to another server, and a session keeps the
    // setting that it began with.
    private async Task RefuseAll(AppendBatch batch, Exception cause)
    {
        await Drop();
        database.Clear();
        foreach (var append in batch.Unsettled())
            append.Fail(cause);
    }

    private async Task Split(AppendBatch batch, Exception cause, CancellationToken stopping)
    {
        if (batch.IsOne)
        {
            batch.Appends[0].Fail(cause);
            return;
        }

        BatchSplit(logger, cause, batch.Appends.Count);
        foreach (var append in batch.Unsettled())
            await Write(AppendBatch.Of(append), stopping);
    }

    /// <summary>
    /// Sends the batch until the database has answered; throws what it answered if that is an error. What is left to be sent
    /// once more is returned.
    /// </summary>
    private async ValueTask<IReadOnlyList<PendingAppend>> Carry(AppendBatch batch, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            try
            {
                command ??= await AppendCommand.Open(database, stopping);
                var positions = await command.Run(batch);
                Settle(batch, positions.Span);
                return batch.Rivals.Count == 0 && !positions.Span.Contains(0) ? [] : await SettleRest(batch, positions);
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
                    Unreachable(logger, e, batch.Appends.Count);
                    foreach (var append in batch.Unsettled())
                        append.Fail(new StoreUnavailableException(append.InDoubt, e));
                    return [];
                }

                // An answer given stands: sent again, a conflict could turn into a stored append that nobody knows of.
                batch = AppendBatch.Of(batch.Unsettled());
                if (batch.Appends.Count == 0)
                    return [];
                // A connection that broke is replaced at once; a database that is away is not stormed.
                if (tries > 0)
                    await Task.Delay(Pause, time, CancellationToken.None);
            }
        }
    }

    // Only what was sent is in doubt; a connection that could not be opened sent nothing.
    private void Doubt(AppendBatch batch)
    {
        if (command is null)
            return;
        foreach (var append in batch.Appends)
            append.InDoubt = true;
    }

    /// <summary>Answers what was stored.</summary>
    private void Settle(AppendBatch batch, ReadOnlySpan<long> positions)
    {
        // Readers are woken first: they work while the callers' continuations are scheduled.
        if (positions.ContainsAnyExcept(0))
            appended();
        for (var i = 0; i < positions.Length; i++)
            if (positions[i] != 0)
                batch.Appends[i].Complete(new AppendResult.Appended(batch.Appends[i].Version, positions[i]));
    }

    /// <summary>Answers what the outcome decides of the rest, and returns what must be sent again to know.</summary>
    private async ValueTask<IReadOnlyList<PendingAppend>> SettleRest(AppendBatch batch, ReadOnlyMemory<long> positions)
    {
        var left = new List<PendingAppend>();
        for (var i = 0; i < positions.Length; i++)
            if (positions.Span[i] == 0)
            {
                if (batch.Runs[batch.RunOf(i)].First == i)
                    await Deny(batch.Appends[i], new AppendResult.Conflict());
                else
                    left.Add(batch.Appends[i]);
            }

        foreach (var (append, behind, verdict) in batch.Rivals)
        {
            if (positions.Span[behind] != 0)
                await Deny(append, verdict);
            else
                left.Add(append);
        }

        return left;
    }

    // What was in doubt may be the very thing that it meets now.
    private async ValueTask Deny(PendingAppend append, AppendResult verdict) => append.Complete(
        append.InDoubt && await command!.FindStored(append) is { } stored
            ? new AppendResult.Appended(append.Version, stored)
            : verdict);

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
