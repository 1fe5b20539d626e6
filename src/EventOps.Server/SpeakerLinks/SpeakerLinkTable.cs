using EventOps.Domain.Communities;
using EventOps.Server.Access;
using Npgsql;

namespace EventOps.Server.SpeakerLinks;

/// <summary>A link by which the speakers of one talk hand in slides.</summary>
internal sealed record SpeakerLink(string Community, Guid Id, OwnTalk Talk, DateTimeOffset Created, string CreatedBy, DateTimeOffset Expires, DateTimeOffset? LastUsed);

/// <summary>Where links are kept: by the SHA-256 of their secret, which is 256 random bits, as those of keys are.</summary>
internal sealed class SpeakerLinkTable(NpgsqlDataSource database)
{
    private const string Columns = "tenant_id, id, meetup_id, talk_id, created, created_by, expires, last_used";

    /// <summary>Stores the link and gives its secret, this once; null: the talk has a link of that id.</summary>
    /// <param name="asked">The hash of the request, by which a repeat is known.</param>
    public async Task<string?> Add(SpeakerLink link, ReadOnlyMemory<byte> asked, CancellationToken ct)
    {
        var secret = SecretLinks.NewSecret();
        await using var command = Command(
            $"insert into eventops_speaker_links (hash, {Columns}, asked) values ($1, $2, $3, $4, $5, $6, $7, $8, null, $9) on conflict do nothing",
            SecretLinks.HashOf(secret), link.Community, link.Id, link.Talk.MeetupId, link.Talk.TalkId, link.Created, link.CreatedBy, link.Expires,
            asked.ToArray());
        return await command.ExecuteNonQueryAsync(ct) > 0 ? secret : null;
    }

    /// <summary>Whether that very request made the link.</summary>
    public async Task<bool> WasAsked(SpeakerLink link, ReadOnlyMemory<byte> asked, CancellationToken ct)
    {
        await using var command = Command(
            "select asked = $5 from eventops_speaker_links where tenant_id = $1 and meetup_id = $2 and talk_id = $3 and id = $4",
            link.Community, link.Talk.MeetupId, link.Talk.TalkId, link.Id, asked.ToArray());
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>The link that the secret opens now, which counts as a use; null: none.</summary>
    public async Task<SpeakerLink?> Use(string community, string secret, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Command(
            "update eventops_speaker_links set last_used = $3 where hash = $1 and tenant_id = $2 and revoked is null and expires > $3 "
            + $"returning {Columns}", SecretLinks.HashOf(secret), community, now);
        return (await Read(command, ct)).SingleOrDefault();
    }

    public async Task<IReadOnlyList<SpeakerLink>> List(string community, OwnTalk talk, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Command(
            $"select {Columns} from eventops_speaker_links where tenant_id = $1 and meetup_id = $2 and talk_id = $3 and revoked is null and expires > $4 order by created, id",
            community, talk.MeetupId, talk.TalkId, now);
        return await Read(command, ct);
    }

    public async Task<bool> Revoke(string community, OwnTalk talk, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Command(
            "update eventops_speaker_links set revoked = $5 where tenant_id = $1 and meetup_id = $2 and talk_id = $3 and id = $4 and revoked is null",
            community, talk.MeetupId, talk.TalkId, id, now);
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    private static async Task<List<SpeakerLink>> Read(NpgsqlCommand command, CancellationToken ct)
    {
        var found = new List<SpeakerLink>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            found.Add(new(
                row.GetString(0), row.GetGuid(1), new(row.GetGuid(2), row.GetGuid(3)), row.GetFieldValue<DateTimeOffset>(4), row.GetString(5),
                row.GetFieldValue<DateTimeOffset>(6), row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7)));
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
