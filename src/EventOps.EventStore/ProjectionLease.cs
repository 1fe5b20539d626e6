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

    /// <summary>Null when another node has it.</summary>
    public static async Task<ProjectionLease?> TryTake(NpgsqlDataSource database, string projection, CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        try
        {
            await using var take = new NpgsqlCommand(
                "select pg_try_advisory_lock(hashtextextended('eventops projection ' || $1, 0))", connection);
            take.Parameters.AddWithValue(projection);
            if ((bool)(await take.ExecuteScalarAsync(ct))!)
            {
                // A frozen process keeps its connection open: the server ends a session that fell silent, and the lock is free.
                await using var limits = new NpgsqlCommand(
                    "set idle_session_timeout = '4s'; set idle_in_transaction_session_timeout = '4s'", connection);
                await limits.ExecuteNonQueryAsync(ct);
                return new ProjectionLease(connection);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>Says that the holder lives; throws when the lease is gone.</summary>
    public async Task Beat(CancellationToken ct)
    {
        await using var beat = new NpgsqlCommand("select 1", Connection);
        await beat.ExecuteNonQueryAsync(ct);
    }

    // Back to the pool it would be reset (DISCARD ALL unlocks too), but a broken session is noticed only by closing it.
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
