namespace EventOps.Notifications.Messages;

/// <summary>
/// One fact as the outside reads it. <paramref name="Body"/> is a CloudEvents 1.0 event as UTF-8 JSON: the same stored event
/// always gives the same bytes.
/// </summary>
/// <param name="Position">The fact's place in the feed: the cursor.</param>
/// <param name="Time">When the fact was stored.</param>
/// <param name="IsPublic">Whether everybody may read it; else it needs a key of the community.</param>
/// <param name="Imported">Whether an import brought it from the past.</param>
public sealed record Message(
    Guid EventId, long Position, DateTimeOffset Time, string Tenant, string Type, bool IsPublic, bool Imported,
    ReadOnlyMemory<byte> Body);
