using EventOps.Domain.Meetups;
using Npgsql;

namespace EventOps.Server.Files;

/// <summary>Which files a community has uploaded, and what is known of them.</summary>
internal sealed class FileRegister(NpgsqlDataSource database)
{
    private const string Facts = "sha256, size, media_type, pages, preview_width, preview_height";

    public Task<DeckFile?> Find(string community, string sha256, CancellationToken ct) =>
        Read($"select {Facts} from eventops_files where tenant_id = $1 and sha256 = $2", community, sha256, ct);

    /// <summary>The same, for somebody who is about to name the file: the time until it may be swept begins anew.</summary>
    public Task<DeckFile?> Touch(string community, string sha256, CancellationToken ct) =>
        Read($"update eventops_files set touched = now() where tenant_id = $1 and sha256 = $2 returning {Facts}", community, sha256, ct);

    /// <summary>Keeps everybody else from storing or sweeping the same file until the hold is disposed.</summary>
    public async Task<FileHold> Hold(string community, string sha256, CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(ct);
            await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection);
            command.Parameters.Add(new() { Value = $"eventops file {community}/{sha256}" });
            await command.ExecuteNonQueryAsync(ct);
            return new FileHold(connection, transaction, community, sha256);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Files that nobody touched since then and no event names, of all communities.</summary>
    public async Task<IReadOnlyList<(string Community, string Sha256)>> Unused(DateTimeOffset before, CancellationToken ct)
    {
        // The log itself is asked, not a projection: one that stands still must not make files look unused.
        await using var command = database.CreateCommand($"""
            select f.tenant_id, f.sha256 from eventops_files f
            where f.touched < $1 and not exists (
              select from mt_events e where e.tenant_id = f.tenant_id and e.type in ('slides_attached', 'slides_replaced')
              and e.data #>> '{"{file,sha256}"}' = f.sha256)
            and not exists (
              select from mt_events e where e.tenant_id = f.tenant_id and e.type in ('community_created', 'community_revised')
              and strpos(e.data::text, f.sha256) > 0)
            """);
        command.Parameters.Add(new() { Value = before.ToUniversalTime() });
        var unused = new List<(string, string)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            unused.Add((reader.GetString(0), reader.GetString(1)));
        return unused;
    }

    private async Task<DeckFile?> Read(string sql, string community, string sha256, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = community });
        command.Parameters.Add(new() { Value = sha256 });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Of(reader) : null;
    }

    internal static DeckFile Of(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetInt32(3),
        row.IsDBNull(4) ? null : new PreviewSize(row.GetInt32(4), row.GetInt32(5)));
}
