using EventOps.EventStore;
using Npgsql;

namespace EventOps.Server.Access;

/// <summary>
/// Hears when any node changes who may do what. Whatever was remembered before counts no more. While nobody listens (the
/// connection broke, the server has just started) nothing is remembered at all, and the database is asked each time.
/// </summary>
internal sealed class AccessNotices(EventStoreModule store, TimeProvider time) : BackgroundService
{
    public const string Keys = "keys";
    public const string Communities = "communities";

    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    private long changes;
    private volatile bool listens;

    /// <summary>How often something changed, as far as this node knows.</summary>
    public long Changes => Volatile.Read(ref changes);

    /// <summary>Whether a change on another node would be heard.</summary>
    public bool Listens => listens;

    private Action<string> tell = _ => { };

    /// <summary>Tells what changed, here or elsewhere: <see cref="Keys"/>, <see cref="Communities"/>, or both after a time of not listening.</summary>
    public void OnChange(Action<string> heard) => tell += heard;

    /// <summary>Something changed on this node.</summary>
    public void Changed(string what)
    {
        Interlocked.Increment(ref changes);
        tell(what);
    }

    /// <summary>Something changed on this node: the others are told as well. Those that cannot be told find out in ten seconds.</summary>
    public async Task Tell(NpgsqlDataSource database, string what)
    {
        Changed(what);
        try
        {
            await using var notify = database.CreateCommand("select pg_notify($1, $2)");
            notify.Parameters.AddWithValue(KeyTable.Channel);
            notify.Parameters.AddWithValue(what);
            await notify.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException)
        {
            // What changed is stored; only the notice is lost.
        }
    }

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
            Interlocked.Increment(ref changes);
            await Task.Delay(Reconnect, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await store.Sessions.OpenConnectionAsync(ct);
        connection.Notification += (_, notice) => Changed(notice.Payload);
        await using (var listen = new NpgsqlCommand($"listen {KeyTable.Channel}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        // What changed before is forgotten, what changes from here on is heard.
        Changed(Keys);
        Changed(Communities);
        listens = true;
        while (true)
            await connection.WaitAsync(ct);
    }
}
