using Npgsql;

namespace EventOps.EventStore.Appending;

/// <summary>The prepared statements that append, on a connection of their own.</summary>
internal sealed class AppendCommand : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly AppendStatement many;
    private readonly AppendOneStatement one;

    private AppendCommand(NpgsqlConnection connection) =>
        (this.connection, many, one) = (connection, new AppendStatement(connection), new AppendOneStatement(connection));

    public static async Task<AppendCommand> Open(NpgsqlDataSource database, CancellationToken ct)
    {
        var opened = new AppendCommand(await database.OpenConnectionAsync(ct));
        try
        {
            // One generic plan by index lookups: planned for ten rows, it must stay good for five hundred on a large table.
            await opened.Execute("set plan_cache_mode = force_generic_plan; set enable_mergejoin = off", ct);
            await opened.many.Prepare(ct);
            await opened.one.Prepare(ct);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Runs the batch; the last position of each append, in its order, 0 where nothing was stored. The positions are good
    /// until the next call. Never cancelled: a cancelled append would leave its batch in doubt.
    /// </summary>
    public ValueTask<ReadOnlyMemory<long>> Run(AppendBatch batch) =>
        batch.Appends is [{ Key: null, Events: [_] } lone] ? one.Run(lone) : many.Run(batch);

    /// <summary>The last position of an append whose very events are stored at its versions, else null.</summary>
    public async Task<long?> FindStored(PendingAppend append)
    {
        await using var lookup = new NpgsqlCommand(
            "select count(*), max(seq_id) from mt_events where tenant_id = $1 and stream_id = $2 " +
            "and (version, id) in (select * from unnest($3::bigint[], $4::uuid[]))", connection);
        lookup.Parameters.AddWithValue(append.Stream.Tenant);
        lookup.Parameters.AddWithValue(append.Stream.Id);
        lookup.Parameters.AddWithValue(append.Events.Select((_, i) => append.ExpectedVersion + i + 1).ToArray());
        lookup.Parameters.AddWithValue(append.Events.Select(e => e.Id).ToArray());
        await using var row = await lookup.ExecuteReaderAsync(CancellationToken.None);
        await row.ReadAsync(CancellationToken.None);
        return row.GetInt64(0) == append.Events.Count ? row.GetInt64(1) : null;
    }

    private async Task Execute(string sql, CancellationToken ct)
    {
        await using var once = new NpgsqlCommand(sql, connection);
        await once.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await many.DisposeAsync();
        await one.DisposeAsync();
        await connection.DisposeAsync();
    }
}
