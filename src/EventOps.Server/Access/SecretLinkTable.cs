using Npgsql;
using NpgsqlTypes;

namespace EventOps.Server.Access;

/// <summary>Where links are kept: by the SHA-256 of their secret, which is 256 random bits, as those of keys are.</summary>
internal sealed class SecretLinkTable(NpgsqlDataSource database)
{
    private const string Columns = "tenant_id, id, meetup_id, talk_id, created, created_by, expires, last_used";
    private const string Of = "tenant_id = $1 and meetup_id = $2 and talk_id is not distinct from $3";

    /// <summary>Stores the link and gives its secret, this once; null: the meetup has a link of that id.</summary>
    /// <param name="asked">The hash of the request, by which a repeat is known.</param>
    public async Task<string?> Add(SecretLink link, ReadOnlyMemory<byte> asked, CancellationToken ct)
    {
        var secret = SecretLinks.NewSecret();
        await using var command = Command(
            $"insert into eventops_secret_links ({Columns}, hash, asked) values ($1, $4, $2, $3, $5, $6, $7, null, $8, $9) on conflict do nothing",
            link.Community, link.To, link.Id, link.Created, link.CreatedBy, link.Expires, SecretLinks.HashOf(secret), asked.ToArray());
        return await command.ExecuteNonQueryAsync(ct) > 0 ? secret : null;
    }

    /// <summary>Whether that very request made the link.</summary>
    public async Task<bool> WasAsked(SecretLink link, ReadOnlyMemory<byte> asked, CancellationToken ct)
    {
        await using var command = Command(
            $"select asked = $5 from eventops_secret_links where {Of} and id = $4", link.Community, link.To, link.Id, asked.ToArray());
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>The link of a kind that the secret opens now, which counts as a use; null: none.</summary>
    public async Task<SecretLink?> Use(string community, string secret, bool toTalk, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "update eventops_secret_links set last_used = $3 where hash = $1 and tenant_id = $2 and (talk_id is not null) = $4 " +
            $"and revoked is null and expires > $3 returning {Columns}");
        Add(command, SecretLinks.HashOf(secret), community, now, toTalk);
        return (await Read(command, ct)).SingleOrDefault();
    }

    /// <summary>The links to something that open it, the oldest first.</summary>
    public async Task<IReadOnlyList<SecretLink>> List(string community, LinkTarget to, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Command(
            $"select {Columns} from eventops_secret_links where {Of} and revoked is null and expires > $4 order by created, id", community, to, now);
        return await Read(command, ct);
    }

    /// <summary>Whether there was such a link to take back.</summary>
    public async Task<bool> Revoke(string community, LinkTarget to, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Command(
            $"update eventops_secret_links set revoked = $5 where {Of} and id = $4 and revoked is null", community, to, id, now);
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    private static async Task<List<SecretLink>> Read(NpgsqlCommand command, CancellationToken ct)
    {
        var found = new List<SecretLink>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            found.Add(new(
                row.GetString(0), row.GetGuid(1), new(row.GetGuid(2), row.IsDBNull(3) ? null : row.GetGuid(3)),
                row.GetFieldValue<DateTimeOffset>(4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6),
                row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7)));
        return found;
    }

    // $1, $2 and $3 are the community and what the link leads to.
    private NpgsqlCommand Command(string sql, string community, LinkTarget to, params object[] values)
    {
        var command = database.CreateCommand(sql);
        Add(command, community, to.MeetupId);
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Uuid, Value = (object?)to.TalkId ?? DBNull.Value });
        Add(command, values);
        return command;
    }

    private static void Add(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
    }
}
