using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace EventOps.EventStore;

/// <summary>The prepared statement of <c>Sql/append.sql</c> on a connection of its own.</summary>
internal sealed class AppendCommand : IAsyncDisposable
{
    private static readonly string Sql = SqlScripts.Text("append.sql");

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand command;

    private AppendCommand(NpgsqlConnection connection)
    {
        this.connection = connection;
        command = new NpgsqlCommand(Sql, connection);
        foreach (var type in (NpgsqlDbType[])
            [NpgsqlDbType.Varchar, NpgsqlDbType.Uuid, NpgsqlDbType.Varchar, NpgsqlDbType.Bigint, NpgsqlDbType.Integer,
             NpgsqlDbType.TimestampTz,
             NpgsqlDbType.Integer, NpgsqlDbType.Varchar, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea,
             NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Uuid, NpgsqlDbType.Varchar, NpgsqlDbType.Jsonb,
             NpgsqlDbType.Varchar, NpgsqlDbType.Varchar, NpgsqlDbType.Jsonb, NpgsqlDbType.Varchar])
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    public static async Task<AppendCommand> Open(NpgsqlDataSource database, CancellationToken ct)
    {
        var opened = new AppendCommand(await database.OpenConnectionAsync(ct));
        try
        {
            // One generic plan by index lookups: planned for ten rows, it must stay good for five hundred on a large table.
            await opened.Execute(
                "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; " +
                "set enable_mergejoin = off; set jit = off", ct);
            await opened.command.PrepareAsync(ct);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the batch; the last position of each stream that was appended to. One append per stream.</summary>
    public async Task<Dictionary<StreamKey, long>> Run(IReadOnlyList<PendingAppend> batch)
    {
        Fill(batch);
        var positions = new Dictionary<StreamKey, long>(batch.Count);
        // Never cancelled: a cancelled append would leave its batch in doubt.
        await using var rows = await command.ExecuteReaderAsync(CancellationToken.None);
        while (await rows.ReadAsync(CancellationToken.None))
            positions.Add(new StreamKey(rows.GetString(0), rows.GetGuid(1)), rows.GetInt64(2));
        return positions;
    }

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

    private void Fill(IReadOnlyList<PendingAppend> batch)
    {
        var keyed = batch.Select((a, i) => (Ord: i + 1, a.Key)).Where(a => a.Key is not null).ToArray();
        var rows = batch
            .SelectMany((a, i) => a.Events.Select((e, k) => (Ord: i + 1, K: k + 1, Append: a, Event: e)))
            .ToArray();
        object[] values =
        [
            batch.Select(a => a.Stream.Tenant).ToArray(), batch.Select(a => a.Stream.Id).ToArray(),
            batch.Select(a => a.StreamType).ToArray(), batch.Select(a => a.ExpectedVersion).ToArray(),
            batch.Select(a => a.Events.Count).ToArray(), batch.Select(a => a.At.UtcDateTime).ToArray(),
            keyed.Select(k => k.Ord).ToArray(), keyed.Select(k => k.Key!.Key).ToArray(),
            keyed.Select(k => k.Key!.RequestHash.ToArray()).ToArray(), keyed.Select(k => k.Key!.Answer.ToArray()).ToArray(),
            rows.Select(r => r.Ord).ToArray(), rows.Select(r => r.K).ToArray(), rows.Select(r => r.Event.Id).ToArray(),
            rows.Select(r => r.Event.Type).ToArray(), rows.Select(r => r.Event.Data).ToArray(),
            rows.Select(r => r.Append.Metadata.CorrelationId).ToArray(),
            rows.Select(r => r.Append.Metadata.CausationId).ToArray(),
            rows.Select(r => HeadersOf(r.Append.Metadata)).ToArray(), rows.Select(r => r.Append.Metadata.User).ToArray(),
        ];
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
    }

    private static string? HeadersOf(AppendMetadata metadata) =>
        metadata.Headers.Count == 0 ? null : JsonSerializer.Serialize(metadata.Headers);

    private async Task Execute(string sql, CancellationToken ct)
    {
        await using var once = new NpgsqlCommand(sql, connection);
        await once.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await command.DisposeAsync();
        await connection.DisposeAsync();
    }
}
