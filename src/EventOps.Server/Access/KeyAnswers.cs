using EventOps.Domain.Communities;
using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Server.Access;

/// <summary>Asks for a key.</summary>
/// <param name="Name">Whose it is or what for; shown in the history beside what was done with it.</param>
/// <param name="Rights">Of the rights of the role only these; absent: all of them.</param>
/// <param name="Talks">The talks that are theirs: for a speaker at least one, for nobody else any.</param>
/// <param name="ExpiresAt">When it stops to open anything; absent: never by itself.</param>
public sealed record CreateKeyRequest(
    string Name, Role Role, ValueList<Right>? Rights = null, ValueList<OwnTalk> Talks = default, Instant? ExpiresAt = null);

/// <summary>A key as its owners see it.</summary>
/// <param name="Prefix">How it begins.</param>
/// <param name="LastUsedAt">Give or take some seconds.</param>
public sealed record KeyAnswer(
    Guid KeyId, string Prefix, string? Name, Role? Role, ValueList<Right>? Rights, ValueList<OwnTalk> Talks, Instant CreatedAt,
    string? CreatedBy, Instant? ExpiresAt, Instant? LastUsedAt)
{
    internal static KeyAnswer Of(KeyRecord key) => new(
        key.Id, key.Prefix, key.Name, key.Role, key.Rights, key.Talks, Instant.FromDateTimeOffset(key.Created), key.CreatedBy,
        InstantOf(key.Expires), InstantOf(key.LastUsed));

    private static Instant? InstantOf(DateTimeOffset? time) => time is { } known ? Instant.FromDateTimeOffset(known) : null;
}

/// <summary>The keys of a community that open something.</summary>
public sealed record KeysAnswer(ValueList<KeyAnswer> Keys);

/// <summary>A key that was just made.</summary>
/// <param name="Secret">The key itself, shown this once.</param>
public sealed record KeyCreatedAnswer(string Secret, KeyAnswer Key);
