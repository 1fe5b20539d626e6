using EventOps.EventStore;
using Npgsql;

namespace EventOps.Server.Access;

/// <summary>
/// Hears when any node changes who may do what. Whatever was remembered before counts no more. While nobody listens (the
/// connection broke, the server has just started) nothing is remembered at all, and the database is asked each time.
/// </summary>
internal sealed class AccessNotices(EventStoreModule store, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    private long changes;
    private volatile bool listens;

    /// <summary>How often something changed, as far as this node knows.</summary>
    public long Changes => Volatile.Read(ref changes);

    /// <summary>Whether a change on another node would be heard.</summary>
    public bool Listens => listens;

    /// <summary>Something changed on this node.</summary>
    public void Changed() => Interlocked.Increment(ref changes);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or OperationCanceledException or InvalidOperationException)
            {
                // Said by the store already, which listens as well.
            }

            listens = false;
            Changed();
            await Task.Delay(Reconnect, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await store.Sessions.OpenConnectionAsync(ct);
        connection.Notification += (_, _) => Changed();
        await using (var listen = new NpgsqlCommand($"listen {KeyTable.Channel}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        // What changed before is forgotten, what changes from here on is heard.
        Changed();
        listens = true;
        while (true)
            await connection.WaitAsync(ct);
    }
}
