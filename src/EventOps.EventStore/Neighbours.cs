using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.EventStore;

/// <summary>
/// Rings this process's bells when another node appended or projected, and theirs when we did. NOTIFY is sent after the
/// commit, on another connection, one for all that happened meanwhile: inside the append it would serialise every commit of
/// the cluster. A lost notice costs one poll interval, never an event.
/// </summary>
internal sealed partial class Neighbours(
    NpgsqlDataSource database, NpgsqlDataSource unpooled, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private const string Channel = "eventops";
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(5);

    private readonly string self = Guid.CreateVersion7().ToString("N");
    private readonly CancellationTokenSource stopping = new();
    private readonly Wake outgoing = new();
    private Task running = Task.CompletedTask;
    private int eventsToTell;
    private int rowsToTell;

    /// <summary>Rings when events were appended, here or elsewhere.</summary>
    public Wake Events { get; } = new();

    /// <summary>Rings when a projection moved, here or elsewhere.</summary>
    public Wake Rows { get; } = new();

    public void Appended()
    {
        Events.Ring();
        Interlocked.Exchange(ref eventsToTell, 1);
        outgoing.Ring();
    }

    public void Projected()
    {
        Rows.Ring();
        Interlocked.Exchange(ref rowsToTell, 1);
        outgoing.Ring();
    }

    public void Start() => running = Task.WhenAll(Keep(Tell), Keep(Listen));

    private async Task Keep(Func<CancellationToken, Task> work)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work(stopping.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                NoticesInterrupted(logger, e.GetType().Name);
                // Nobody heard of what happened in between: look now, and again when connected.
                Events.Ring();
                Rows.Ring();
                await Task.Delay(Reconnect, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Tell(CancellationToken ct)
    {
        while (true)
        {
            var ring = outgoing.Next;
            var events = Interlocked.Exchange(ref eventsToTell, 0) == 1;
            var rows = Interlocked.Exchange(ref rowsToTell, 0) == 1;
            if (!events && !rows)
            {
                await ring.WaitAsync(ct);
                continue;
            }

            await using var notify = database.CreateCommand("select pg_notify($1, $2)");
            notify.Parameters.AddWithValue(Channel);
            notify.Parameters.AddWithValue($"{self} {(events ? "e" : "")}{(rows ? "r" : "")}");
            await notify.ExecuteNonQueryAsync(ct);
            // Under load one notice speaks for many commits.
            await Task.Delay(Quiet, time, ct);
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await unpooled.OpenConnectionAsync(ct);
        connection.Notification += (_, notice) => Hear(notice.Payload);
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        Events.Ring();
        Rows.Ring();
        while (true)
            await connection.WaitAsync(ct);
    }

    private void Hear(string payload)
    {
        if (payload.Split(' ') is not [var sender, var what] || sender == self)
            return;
        if (what.Contains('e', StringComparison.Ordinal))
            Events.Ring();
        if (what.Contains('r', StringComparison.Ordinal))
            Rows.Ring();
    }

    public async ValueTask DisposeAsync()
    {
        // A connection that breaks in this very moment throws from its own cancellation; it is over all the same.
        await stopping.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await running;
        stopping.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notices between nodes are interrupted ({Cause}); polling goes on.")]
    private static partial void NoticesInterrupted(ILogger logger, string cause);
}
