using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace EventOps.Server.Access;

/// <summary>Who holds a key: the community it belongs to and what it may do there.</summary>
internal sealed record KeyHolder(string Community, Guid KeyId, string Prefix);

/// <summary>
/// The keys of all communities, stored as SHA-256 hashes. A key is 256 random bits, so its plain hash gives nothing away and
/// finding it by index leaks nothing that a clock could measure.
/// </summary>
internal sealed class ApiKeys(NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);
    private const int MostRemembered = 10_000;

    private readonly Dictionary<string, (KeyHolder Holder, DateTimeOffset Until)> memory = new(StringComparer.Ordinal);
    private readonly Lock memoryLock = new();

    /// <summary>A new key: <c>eo_</c> and 43 characters of base64url.</summary>
    public static string Generate() => "eo_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Whose key it is; null when it is unknown or revoked. A revoked one may still pass for 10 seconds.</summary>
    public async ValueTask<KeyHolder?> Find(string key, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        lock (memoryLock)
        {
            if (memory.TryGetValue(key, out var known) && known.Until > now)
                return known.Holder;
        }

        if (await Read(key, ct) is not { } holder)
            return null;
        lock (memoryLock)
        {
            if (memory.Count >= MostRemembered)
                memory.Clear();
            memory[key] = (holder, now + Remembered);
        }

        return holder;
    }

    /// <summary>Makes the key an owner of the community; a key that is there already stays as it is.</summary>
    public async Task<bool> Add(string community, string key, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "insert into eventops_keys (hash, tenant_id, id, prefix, role) values ($1, $2, $3, $4, 'owner') on conflict do nothing");
        command.Parameters.Add(new() { Value = Hash(key) });
        command.Parameters.Add(new() { Value = community });
        command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        command.Parameters.Add(new() { Value = key[..Math.Min(8, key.Length / 2)] });
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    public async Task<bool> Any(string community, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select exists (select from eventops_keys where tenant_id = $1 and revoked is null)");
        command.Parameters.Add(new() { Value = community });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<KeyHolder?> Read(string key, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select tenant_id, id, prefix from eventops_keys where hash = $1 and revoked is null");
        command.Parameters.Add(new() { Value = Hash(key) });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new(reader.GetString(0), reader.GetGuid(1), reader.GetString(2)) : null;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
