using Npgsql;

namespace EventOps.EventStore.Projecting;

/// <summary>
/// The right to run one track: a session advisory lock. The batches are written on the same connection, so who loses the
/// lock loses his open transaction with it; the fence of the checkpoint holds beyond that.
/// </summary>
internal sealed class ProjectionLease : IAsyncDisposable
{
    /// <summary>The holder must be heard at least this often.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    /// <summary>How often those who stand by look whether the lock is free.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>How this process is known to those who ask who leads.</summary>
    public static readonly string Node = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Stands before the node in the name of the session.</summary>
    public const string NodePrefix = "eventops ";

    /// <summary>The name of every session that may take a lock: who has one is known from the moment it is taken.</summary>
    public static string Session => NodePrefix + Node;

    private readonly string name;

    private ProjectionLease(NpgsqlConnection connection, string name) => (Connection, this.name) = (connection, name);

    public NpgsqlConnection Connection { get; }

    /// <summary>Stands by until no other node has it.</summary>
    public static async Task<ProjectionLease> Take(
        NpgsqlDataSource unpooled, ProjectionTrack track, TimeProvider time, CancellationToken ct)
    {
        var lease = new ProjectionLease(await unpooled.OpenConnectionAsync(ct), track.Lock);
        try
        {
            while (!await lease.TryLock(ct))
            {
                await lease.EndFrozenHolder(ct);
                await Task.Delay(Look, time, ct);
            }

            await lease.Settle(ct);
            return lease;
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    /// <summary>Null when another node has it.</summary>
    public static async Task<ProjectionLease?> TryTake(
        NpgsqlDataSource unpooled, ProjectionTrack track, CancellationToken ct)
    {
        var lease = new ProjectionLease(await unpooled.OpenConnectionAsync(ct), track.Lock);
        var taken = false;
        try
        {
            taken = await lease.TryLock(ct);
            if (taken)
                await lease.Settle(ct);
            else
                await lease.EndFrozenHolder(ct);
            return taken ? lease : null;
        }
        finally
        {
            if (!taken)
                await lease.DisposeAsync();
        }
    }

    /// <summary>Says that the holder lives; throws when the lease is gone.</summary>
    public async Task Beat(CancellationToken ct) => await Connection.Run("select 1", ct);

    private async Task<bool> TryLock(CancellationToken ct)
    {
        await using var take = Connection.Command("select pg_try_advisory_lock(hashtextextended($1, 0))", name);
        return (bool)(await take.ExecuteScalarAsync(ct))!;
    }

    // A frozen process keeps its connection open: the server ends a session that fell silent, and the lock is free.
    private async Task Settle(CancellationToken ct) =>
        await Connection.Run("set idle_session_timeout = '3s'; set idle_in_transaction_session_timeout = '3s'", ct);

    // No timeout of the server's sees a process that froze in the middle of a message, sending or being sent one.
    private async Task EndFrozenHolder(CancellationToken ct) => await Connection.Run(
        """
        select pg_terminate_backend(l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where l.locktype = 'advisory' and l.granted and l.objsubid = 1 and l.database = a.datid
          and a.datname = current_database() and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended($1, 0)
          and a.wait_event_type = 'Client' and a.state_change < clock_timestamp() - interval '3 s'
        """, ct, name);

    // Closes the session, and with it the lock: a pool would keep both until the connection is used again.
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
