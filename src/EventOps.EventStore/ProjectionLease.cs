using Npgsql;

namespace EventOps.EventStore;

/// <summary>
/// The right to run one projection: a session advisory lock. The batches are written on the same connection, so who loses
/// the lock loses his open transaction with it; the fence of the checkpoint holds beyond that.
/// </summary>
internal sealed class ProjectionLease : IAsyncDisposable
{
    /// <summary>The holder must be heard at least this often.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    private ProjectionLease(NpgsqlConnection connection) => Connection = connection;

    public NpgsqlConnection Connection { get; }

    /// <summary>Stands by until no other node has it.</summary>
    public static async Task<ProjectionLease> Take(
        NpgsqlDataSource unpooled, string projection, TimeProvider time, CancellationToken ct)
    {
        var lease = new ProjectionLease(await unpooled.OpenConnectionAsync(ct));
        try
        {
            while (!await lease.TryLock(projection, ct))
                await Task.Delay(Heartbeat, time, ct);
            // A frozen process keeps its connection open: the server ends a session that fell silent, and the lock is free.
            await using var limits = new NpgsqlCommand(
                "set idle_session_timeout = '4s'; set idle_in_transaction_session_timeout = '4s'", lease.Connection);
            await limits.ExecuteNonQueryAsync(ct);
            return lease;
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    private async Task<bool> TryLock(string projection, CancellationToken ct)
    {
        await using var take = new NpgsqlCommand(
            "select pg_try_advisory_lock(hashtextextended('eventops projection ' || $1, 0))", Connection);
        take.Parameters.AddWithValue(projection);
        return (bool)(await take.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Says that the holder lives; throws when the lease is gone.</summary>
    public async Task Beat(CancellationToken ct)
    {
        await using var beat = new NpgsqlCommand("select 1", Connection);
        await beat.ExecuteNonQueryAsync(ct);
    }

    // Closes the session, and with it the lock: a pool would keep both until the connection is used again.
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
