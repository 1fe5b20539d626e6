using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using EventOps.Domain.Communities;

namespace EventOps.Server.Access;

/// <summary>
/// Whose key it is, mostly from memory. A key is 256 random bits, so its plain SHA-256 gives nothing away and finding it by
/// index leaks nothing that a clock could measure. What is remembered is forgotten when any node says that keys changed
/// (<see cref="AccessNotices"/>), and after ten seconds in any case.
/// </summary>
internal sealed class ApiKeys(KeyTable table, AccessNotices notices, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<UInt128, (Holder Holder, DateTimeOffset Until, long Changes)> memory = new();
    private readonly ConcurrentDictionary<(string Community, Guid Id), DateTimeOffset> uses = new();

    public KeyTable Table => table;

    /// <summary>A new key: <c>eo_</c> and 43 characters of base64url.</summary>
    public static string Generate() => "eo_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What of a key may be shown.</summary>
    public static string PrefixOf(string key) => key[..Math.Min(8, key.Length / 2)];

    /// <summary>Whether the key was asked for lately and is good: an answer that costs the database nothing.</summary>
    public bool Knows(string key) => Recall(HashOf(key)) is not null;

    /// <summary>Whose key it is; null when it is unknown, revoked or expired.</summary>
    public async ValueTask<Holder?> Find(string key, CancellationToken ct)
    {
        var hash = HashOf(key);
        if (Recall(hash) is { } known)
            return Used(known);
        // Counted before the row is read: what was read before a key was revoked must not be remembered after it.
        var before = notices.Changes;
        if ((await table.Find(hash, ct))?.ToHolder() is not { } holder)
            return null;
        Remember(hash, holder, before);
        return Used(holder);
    }

    /// <summary>Makes the key an owner's; a key that is there already stays as it is.</summary>
    public Task<bool> Add(string community, string key, CancellationToken ct) => Add(community, key, Role.Owner, ct);

    /// <param name="community">Empty: an operator's key.</param>
    /// <param name="role">Null: an operator.</param>
    public Task<bool> Add(string community, string key, Role? role, CancellationToken ct) => table.Add(
        HashOf(key),
        new(community, Guid.CreateVersion7(), PrefixOf(key), null, role, null, [], time.GetUtcNow(), null, null, null), ct);

    /// <summary>Makes a key and gives it, this once.</summary>
    public async Task<string> Create(KeyRecord record, CancellationToken ct)
    {
        var key = Generate();
        await table.Add(HashOf(key), record with { Prefix = PrefixOf(key) }, ct);
        return key;
    }

    /// <summary>As <see cref="Create"/>, if there may be one more and none of that id was made before; else without a secret.</summary>
    public async Task<(string? Secret, KeyMade Made)> Make(KeyRecord record, byte[]? asked, int most, CancellationToken ct)
    {
        var key = Generate();
        var made = await table.Make(HashOf(key), record with { Prefix = PrefixOf(key) }, asked, most, ct);
        return (made is KeyMade.Now ? key : null, made);
    }

    /// <summary>False when there is no such key. Afterwards it opens nothing on this node, and nothing on others that hear of it.</summary>
    public async Task<bool> Revoke(string community, Guid id, CancellationToken ct)
    {
        var gone = await table.Revoke(community, id, ct);
        notices.Changed(AccessNotices.Keys);
        return gone;
    }

    /// <summary>Gives the key another secret; null when there is no such key, or this turn was made before.</summary>
    public async Task<string?> Rotate(string community, Guid id, byte[]? turn, CancellationToken ct)
    {
        var key = Generate();
        var turned = await table.Rotate(community, id, HashOf(key), PrefixOf(key), turn, ct);
        notices.Changed(AccessNotices.Keys);
        return turned ? key : null;
    }

    /// <summary>Which keys were used since the last call, and when.</summary>
    public IReadOnlyList<(string Community, Guid Id, DateTimeOffset At)> TakeUses() =>
        [.. uses.Keys.Select(key => uses.TryRemove(key, out var at) ? (key.Community, key.Id, at) : default).Where(use => use.Id != default)];

    private Holder? Recall(byte[] hash)
    {
        var now = time.GetUtcNow();
        return notices.Listens && memory.TryGetValue(ShortOf(hash), out var known)
            && known.Changes == notices.Changes && known.Until > now && (known.Holder.Until is null || known.Holder.Until > now)
                ? known.Holder
                : null;
    }

    private void Remember(byte[] hash, Holder holder, long changes)
    {
        // Bounded without bookkeeping on the way of a hit: when full, start afresh.
        if (memory.Count >= MostRemembered)
            memory.Clear();
        memory[ShortOf(hash)] = (holder, time.GetUtcNow() + Remembered, changes);
    }

    private Holder Used(Holder holder)
    {
        uses[(holder.Community, holder.Id)] = time.GetUtcNow();
        return holder;
    }

    // Half of the hash tells keys apart; the other half would only be compared.
    private static UInt128 ShortOf(byte[] hash) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
