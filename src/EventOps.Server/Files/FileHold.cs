using EventOps.Domain.Meetups;
using Npgsql;

namespace EventOps.Server.Files;

/// <summary>One file under lock, between its bytes and its row: whoever stores it and whoever sweeps it take turns.</summary>
internal sealed class FileHold(NpgsqlConnection connection, NpgsqlTransaction transaction, string community, string sha256) : IAsyncDisposable
{
    /// <summary>What is known of the file already.</summary>
    public async Task<DeckFile?> Touch(CancellationToken ct)
    {
        await using var command = Command("""
            update eventops_files set touched = now() where tenant_id = $1 and sha256 = $2
            returning sha256, size, media_type, pages, preview_width, preview_height
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? FileRegister.Of(reader) : null;
    }

    public async Task Add(DeckFile file, CancellationToken ct)
    {
        await using var command = Command("""
            insert into eventops_files (tenant_id, sha256, size, media_type, pages, preview_width, preview_height)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (tenant_id, sha256) do update set touched = now()
            """);
        foreach (var value in (object?[])[file.Size, file.MediaType])
            command.Parameters.Add(new() { Value = value });
        foreach (var number in (int?[])[file.Pages, file.Preview?.Width, file.Preview?.Height])
            command.Parameters.Add(new NpgsqlParameter<int?> { TypedValue = number, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Takes the row away, if nobody has touched it since then; whether it is gone.</summary>
    public async Task<bool> Remove(DateTimeOffset before, CancellationToken ct)
    {
        await using var command = Command("delete from eventops_files where tenant_id = $1 and sha256 = $2 and touched < $3");
        command.Parameters.Add(new() { Value = before.ToUniversalTime() });
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    /// <summary>Whether there is a row at all.</summary>
    public async Task<bool> IsKnown(CancellationToken ct)
    {
        await using var command = Command("select exists (select from eventops_files where tenant_id = $1 and sha256 = $2)");
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    public Task Commit(CancellationToken ct) => transaction.CommitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private NpgsqlCommand Command(string sql)
    {
        var command = new NpgsqlCommand(sql, connection, transaction);
        command.Parameters.Add(new() { Value = community });
        command.Parameters.Add(new() { Value = sha256 });
        return command;
    }
}
