using System.Text.Json;
using EventOps.Domain.Shared;
using Npgsql;
using NpgsqlTypes;

namespace EventOps.Server.Erasing;

/// <summary>Erasures as the database knows them: an open one is carried on by whoever finds it.</summary>
internal sealed class ErasureTable(NpgsqlDataSource database)
{
    private const string Select = "select tenant_id, id, reason, asked_by, scope::text, words::text, begun, ended from eventops_erasures ";

    /// <summary>Writes it down before anything is done; one that is there already stays as it is.</summary>
    public async Task<Erasure> Begin(Erasure erasure, CancellationToken ct)
    {
        await using var insert = database.CreateCommand(
            "insert into eventops_erasures (tenant_id, id, reason, asked_by, scope, words, begun) " +
            "values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing");
        Add(insert, erasure.Community, erasure.Id, erasure.Reason, erasure.AskedBy);
        insert.Parameters.Add(Json(erasure.Scope));
        insert.Parameters.Add(Json(erasure.Words));
        insert.Parameters.AddWithValue(erasure.Begun.UtcDateTime);
        await insert.ExecuteNonQueryAsync(ct);
        return (await Find(erasure.Community, erasure.Id, ct))!;
    }

    /// <summary>It is done: with this the last words that name the person are gone.</summary>
    public async Task End(Erasure erasure, DateTimeOffset now, CancellationToken ct)
    {
        await using var update = database.CreateCommand(
            "update eventops_erasures set words = null, ended = $3 where tenant_id = $1 and id = $2 and ended is null");
        Add(update, erasure.Community, erasure.Id, now.UtcDateTime);
        await update.ExecuteNonQueryAsync(ct);
    }

    public async Task<Erasure?> Find(string community, Guid id, CancellationToken ct) =>
        (await Read("where tenant_id = $1 and id = $2", ct, community, id)).FirstOrDefault();

    /// <summary>All of a community, the newest first.</summary>
    public Task<List<Erasure>> Of(string community, CancellationToken ct) =>
        Read("where tenant_id = $1 order by begun desc, id limit 1000", ct, community);

    public Task<List<Erasure>> Open(CancellationToken ct) => Read("where ended is null order by begun limit 100", ct);

    private async Task<List<Erasure>> Read(string where, CancellationToken ct, params object[] values)
    {
        await using var query = database.CreateCommand(Select + where);
        Add(query, values);
        await using var row = await query.ExecuteReaderAsync(ct);
        var found = new List<Erasure>();
        while (await row.ReadAsync(ct))
            found.Add(new(
                row.GetString(0), row.GetGuid(1), row.GetString(2), row.GetString(3),
                JsonSerializer.Deserialize<ValueList<ErasedAt>>(row.GetString(4), DomainJson.Options),
                row.IsDBNull(5) ? null : JsonSerializer.Deserialize<ErasureWords>(row.GetString(5), DomainJson.Options),
                row.GetFieldValue<DateTimeOffset>(6), row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7)));
        return found;
    }

    private static NpgsqlParameter Json<T>(T value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = JsonSerializer.Serialize(value, DomainJson.Options) };

    private static void Add(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
    }
}
