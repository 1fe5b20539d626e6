using Npgsql;

namespace EventOps.EventStore.Appending;

/// <summary>What a key stands for: the request it came with and the answer it got.</summary>
internal sealed record KeptAnswer(
    Guid StreamId, ReadOnlyMemory<byte> RequestHash, ReadOnlyMemory<byte> Answer, long Version, long Position)
{
    public CommandOutcome<TResult> For<TResult>(ReadOnlyMemory<byte> requestHash) =>
        RequestHash.Span.SequenceEqual(requestHash.Span)
            ? new CommandOutcome<TResult>.Repeated(StreamId, Answer, Version, Position)
            : new CommandOutcome<TResult>.KeyReused();
}

/// <summary>
/// Keys of answered commands, per tenant. A key that comes with events is recorded by the append's own statement; here are
/// the look-up, the key of a decision without events, and the purge.
/// </summary>
internal sealed class IdempotencyKeys(NpgsqlDataSource database)
{
    public async Task<KeptAnswer?> Find(string tenant, string key, CancellationToken ct)
    {
        await using var query = database.CreateCommand("""
            select k.stream_id, k.request_hash, k.answer, k.version, coalesce(e.seq_id, 0)
            from eventops_idempotency_keys k
            left join mt_events e on e.tenant_id = k.tenant_id and e.stream_id = k.stream_id and e.version = k.version
            where k.tenant_id = $1 and k.key = $2
            """);
        query.Parameters.AddWithValue(tenant);
        query.Parameters.AddWithValue(key);
        await using var row = await query.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new KeptAnswer(row.GetGuid(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2), row.GetInt64(3),
                row.GetInt64(4))
            : null;
    }

    /// <summary>Records the key of a decision without events; false when somebody else has it by now.</summary>
    public async Task<bool> Record(StreamKey stream, KeyClaim claim, long version, DateTimeOffset at, CancellationToken ct)
    {
        await using var insert = database.CreateCommand("""
            insert into eventops_idempotency_keys (tenant_id, key, request_hash, stream_id, version, answer, created)
            values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
            """);
        foreach (var value in (object[])[stream.Tenant, claim.Key, claim.RequestHash.ToArray(), stream.Id, version,
            claim.Answer.ToArray(), at.UtcDateTime])
            insert.Parameters.AddWithValue(value);
        return await insert.ExecuteNonQueryAsync(ct) == 1;
    }

    public async Task<int> Purge(DateTimeOffset before, CancellationToken ct)
    {
        await using var delete = database.CreateCommand("delete from eventops_idempotency_keys where created < $1");
        delete.Parameters.AddWithValue(before.UtcDateTime);
        return await delete.ExecuteNonQueryAsync(ct);
    }
}
