using EventOps.EventStore.Reading;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.EventStore.Projecting;

/// <summary>What every loop of a runner works with.</summary>
/// <param name="Unpooled">For sessions that hold a lock.</param>
/// <param name="Moved">Tells this node and the others that rows may have changed.</param>
/// <param name="LongestPause">Between two tries of an event that cannot be applied.</param>
internal sealed record RunnerParts(
    NpgsqlDataSource Database, NpgsqlDataSource Unpooled, Feed Feed, Action Moved, TimeSpan LongestPause, TimeProvider Time,
    ILogger Logger)
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromMilliseconds(500);

    /// <summary>Does something again and again, whatever happens to it, until it is to stop.</summary>
    public async Task KeepDoing(string what, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        var readOnly = false;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await work(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // It can last for days, and there is nothing to see in it but that it lasts.
                var stillReadOnly = readOnly && SqlStates.ReadOnly(e);
                readOnly = SqlStates.ReadOnly(e);
                if (!readOnly)
                    RunnerLog.Interrupted(Logger, e, what);
                else if (!stillReadOnly)
                    RunnerLog.ReadOnly(Logger, what);
                await Task.Delay(Reconnect, Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}

internal static partial class RunnerLog
{
    [LoggerMessage(Level = LogLevel.Information,
        Message = "Projection {Name} runs here, generation {Generation} from position {Position}.")]
    public static partial void Leading(ILogger logger, string name, int generation, long position);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Projection {Name} was interrupted and starts over.")]
    public static partial void Interrupted(ILogger logger, Exception cause, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Projection {Name} waits: the database is read-only.")]
    public static partial void ReadOnly(ILogger logger, string name);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Projection {Name} stands still at position {Position}, event {Event} ({EventType}) of stream {Stream}.")]
    public static partial void StandsStill(
        ILogger logger, Exception cause, string name, long position, Guid @event, string eventType, Guid stream);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The rows of projection {Name} were made by version {Stored}, this is version {Own}: it does not run here.")]
    public static partial void OtherVersion(ILogger logger, string name, int stored, int own);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Projection {Name} is rebuilt here, generation {Generation} from position {Position}.")]
    public static partial void Rebuilding(ILogger logger, string name, int generation, long position);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Projection {Name} was rebuilt: generation {Generation} is read from now on, at position {Position}.")]
    public static partial void Switched(ILogger logger, string name, int generation, long position);
}
