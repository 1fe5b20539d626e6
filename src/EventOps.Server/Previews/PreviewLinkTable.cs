using EventOps.Server.Access;
using Npgsql;

namespace EventOps.Server.Previews;

/// <summary>A link by which whoever has it reads the drafts of one meetup.</summary>
internal sealed record PreviewLink(
    string Community, Guid Id, Guid MeetupId, DateTimeOffset Created, string CreatedBy, DateTimeOffset Expires, DateTimeOffset? LastUsed);

/// <summary>Where links to drafts are kept: by the hash of their secret, as those of speakers are.</summary>
internal sealed class PreviewLinkTable(NpgsqlDataSource database)
{
    private const string Columns = "tenant_id, id, meetup_id, created, created_by, expires, last_used";
    private const string Open = "revoked is null and expires > $3";

    /// <summary>Stores the link and gives its secret, this once; null: the meetup has a link of that id.</summary>
    /// <param name="asked">The hash of the request, by which a repeat is known.</param>
    public async Task<string?> Add(PreviewLink link, ReadOnlyMemory<byte> asked, CancellationToken ct)
    {
        var secret = SecretLinks.NewSecret();
        await using var command = Command(
            $"insert into eventops_preview_links (hash, {Columns}, asked) values ($1, $2, $3, $4, $5, $6, $7, null, $8) on conflict do nothing",
            SecretLinks.HashOf(secret), link.Community, link.Id, link.MeetupId, link.Created, link.CreatedBy, link.Expires, asked.ToArray());
        return await command.ExecuteNonQueryAsync(ct) > 0 ? secret : null;
    }

    /// <summary>Whether that very request made the link.</summary>
    public async Task<bool> WasAsked(PreviewLink link, ReadOnlyMemory<byte> asked, CancellationToken ct)
    {
        await using var command = Command(
            "select asked = $4 from eventops_preview_links where tenant_id = $1 and meetup_id = $2 and id = $3",
            link.Community, link.MeetupId, link.Id, asked.ToArray());
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>The link that the secret opens now, which counts as a use; null: none.</summary>
    public async Task<PreviewLink?> Use(string community, string secret, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Command(
            $"update eventops_preview_links set last_used = $3 where hash = $1 and tenant_id = $2 and {Open} returning {Columns}",
            SecretLinks.HashOf(secret), community, now);
        return (await Read(command, ct)).SingleOrDefault();
    }

    /// <summary>The links of the meetup that open something, oldest first.</summary>
    public async Task<IReadOnlyList<PreviewLink>> List(string community, Guid meetupId, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Command(
            $"select {Columns} from eventops_preview_links where tenant_id = $1 and meetup_id = $2 and {Open} order by created, id",
            community, meetupId, now);
        return await Read(command, ct);
    }

    /// <summary>Whether there was such a link to take back.</summary>
    public async Task<bool> Revoke(string community, Guid meetupId, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Command(
            "update eventops_preview_links set revoked = $3 where tenant_id = $1 and meetup_id = $2 and id = $4 and revoked is null",
            community, meetupId, now, id);
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    private static async Task<List<PreviewLink>> Read(NpgsqlCommand command, CancellationToken ct)
    {
        var found = new List<PreviewLink>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            found.Add(new(
                row.GetString(0), row.GetGuid(1), row.GetGuid(2), row.GetFieldValue<DateTimeOffset>(3), row.GetString(4),
                row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6)));
        return found;
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
