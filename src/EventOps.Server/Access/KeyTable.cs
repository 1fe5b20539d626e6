using EventOps.Domain.Communities;
using EventOps.Domain.Shared;
using Npgsql;

namespace EventOps.Server.Access;

/// <summary>A key as its owners see it; the key itself is nowhere.</summary>
/// <param name="Community">Empty for an operator's.</param>
/// <param name="Role">Absent for an operator's.</param>
/// <param name="Rights">What the role is narrowed to; absent: all of the role's.</param>
internal sealed record KeyRecord(
    string Community, Guid Id, string Prefix, string? Name, Role? Role, ValueList<Right>? Rights, ValueList<OwnTalk> Talks,
    DateTimeOffset Created, string? CreatedBy, DateTimeOffset? Expires, DateTimeOffset? LastUsed)
{
    public Holder ToHolder() => new(
        Community, Id, $"key:{Name ?? Prefix}", Role,
        Role is not { } role ? Access.Rights.OfOperator : Rights is { } only ? [.. Access.Rights.Of(role).Intersect([Right.None, .. only])] : Access.Rights.Of(role),
        Talks, Expires);
}

/// <summary>What became of a key that was to be made.</summary>
internal enum KeyMade
{
    Now,

    /// <summary>One of that id was made, open still or not.</summary>
    Before,

    OneTooMany,
}

/// <summary>Where keys are kept: by the SHA-256 of the whole key.</summary>
internal sealed class KeyTable(NpgsqlDataSource database)
{
    private const string Columns = "tenant_id, id, prefix, name, role, rights, talks, created, created_by, expires, last_used";
    private const string OfOperator = "operator";

    /// <summary>Every node listens here for keys that changed.</summary>
    public const string Channel = "eventops_access";

    public Task<KeyRecord?> Find(byte[] hash, CancellationToken ct) =>
        One($"select {Columns} from eventops_keys where hash = $1 and revoked is null and (expires is null or expires > now())", ct, hash);

    /// <summary>False when that key is there already.</summary>
    public async Task<bool> Add(byte[] hash, KeyRecord key, CancellationToken ct)
    {
        await using var command = Command(
            $"insert into eventops_keys (hash, {Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (hash) do nothing",
            [hash, .. ValuesOf(key)]);
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    /// <summary>As <see cref="Add"/>, of keys that are made one after the other: each is counted before the next one comes.</summary>
    /// <param name="asked">By which request that may come again; null: by none.</param>
    /// <param name="most">How many keys there may be that are not revoked.</param>
    public async Task<KeyMade> Make(byte[] hash, KeyRecord key, byte[]? asked, int most, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var turn = Command(connection, "select pg_advisory_xact_lock(hashtextextended('eventops_keys/' || $1, 0))", key.Community);
        await turn.ExecuteNonQueryAsync(ct);
        await using var look = Command(
            connection,
            "select exists (select from eventops_keys where tenant_id = $1 and id = $2), "
            + "(select count(*) < $3 from eventops_keys where tenant_id = $1 and revoked is null)", key.Community, key.Id, most);
        await using (var row = await look.ExecuteReaderAsync(ct))
        {
            await row.ReadAsync(ct);
            if (row.GetBoolean(0))
                return KeyMade.Before;
            if (!row.GetBoolean(1))
                return KeyMade.OneTooMany;
        }

        await using var insert = Command(
            connection,
            $"insert into eventops_keys (hash, asked, {Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            [hash, asked, .. ValuesOf(key)]);
        await insert.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return KeyMade.Now;
    }

    /// <summary>Whether it was this request that the key of that id was made by.</summary>
    public async Task<bool> WasAsked(string community, Guid id, byte[] asked, CancellationToken ct)
    {
        await using var command = Command("select exists (select from eventops_keys where tenant_id = $1 and id = $2 and asked = $3)", community, id, asked);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task<bool> Any(string community, CancellationToken ct)
    {
        await using var command = Command(
            "select exists (select from eventops_keys where tenant_id = $1 and revoked is null)", community);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The keys that open something or will have, the oldest first.</summary>
    public async Task<IReadOnlyList<KeyRecord>> List(string community, CancellationToken ct)
    {
        await using var command = Command(
            $"select {Columns} from eventops_keys where tenant_id = $1 and revoked is null order by created, id", community);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<KeyRecord>();
        while (await reader.ReadAsync(ct))
            found.Add(Of(reader));
        return found;
    }

    public Task<KeyRecord?> Find(string community, Guid id, CancellationToken ct) =>
        One($"select {Columns} from eventops_keys where tenant_id = $1 and id = $2 and revoked is null", ct, community, id);

    /// <summary>The notice goes out with the commit, so that no node hears of it before it is so.</summary>
    public async Task<bool> Revoke(string community, Guid id, CancellationToken ct)
    {
        await using var command = Command(
            "with gone as (update eventops_keys set revoked = now() where tenant_id = $1 and id = $2 and revoked is null returning id) "
            + $"select pg_notify('{Channel}', '{AccessNotices.Keys}') from gone", community, id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct);
    }

    /// <summary>Another secret for the same key; the old one opens nothing from now on. False: no such key, or that turn was made before.</summary>
    /// <param name="turn">Which turn it is, for one that may be asked for again; null: a new one.</param>
    public async Task<bool> Rotate(string community, Guid id, byte[] hash, string prefix, byte[]? turn, CancellationToken ct)
    {
        await using var command = Command(
            "with turned as (update eventops_keys set hash = $3, prefix = $4, turns = case when $5::bytea is null then turns else turns || $5 end "
            + "where tenant_id = $1 and id = $2 and revoked is null and ($5::bytea is null or $5 <> all (turns)) returning id) "
            + $"select pg_notify('{Channel}', '{AccessNotices.Keys}') from turned", community, id, hash, prefix, turn);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct);
    }

    public async Task Used(IReadOnlyList<(string Community, Guid Id, DateTimeOffset At)> uses, CancellationToken ct)
    {
        await using var command = Command(
            "update eventops_keys k set last_used = u.at from unnest($1, $2, $3) u(tenant_id, id, at) "
            + "where k.tenant_id = u.tenant_id and k.id = u.id and (k.last_used is null or k.last_used < u.at)",
            uses.Select(use => use.Community).ToArray(), uses.Select(use => use.Id).ToArray(), uses.Select(use => use.At).ToArray());
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<KeyRecord?> One(string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Of(reader) : null;
    }

    private static KeyRecord Of(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetGuid(1), row.GetString(2), Text(row, 3),
        row.GetString(4) is OfOperator ? null : Enum.Parse<Role>(row.GetString(4), ignoreCase: true),
        row.IsDBNull(5) ? null : [.. row.GetFieldValue<string[]>(5).Select(name => Enum.Parse<Right>(name))],
        row.IsDBNull(6) ? [] : [.. row.GetFieldValue<Guid[]>(6).Chunk(2).Select(pair => new OwnTalk(pair[0], pair[1]))],
        row.GetFieldValue<DateTimeOffset>(7), Text(row, 8), Time(row, 9), Time(row, 10));

    private static object?[] ValuesOf(KeyRecord key) =>
    [
        key.Community, key.Id, key.Prefix, key.Name, key.Role?.ToString().ToLowerInvariant() ?? OfOperator,
        key.Rights?.Select(right => right.ToString()).ToArray(), Flat(key.Talks), key.Created, key.CreatedBy, key.Expires, key.LastUsed,
    ];

    private static Guid[] Flat(ValueList<OwnTalk> talks) => [.. talks.SelectMany(talk => new[] { talk.MeetupId, talk.TalkId })];

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private NpgsqlCommand Command(string sql, params object?[] values) => With(database.CreateCommand(sql), values);

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object?[] values) => With(new(sql, connection), values);

    private static NpgsqlCommand With(NpgsqlCommand command, object?[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return command;
    }
}
