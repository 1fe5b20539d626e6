using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Server.Access;

/// <summary>Asks for a link.</summary>
/// <param name="ExpiresAt">When it stops to open anything, at most 90 days from now; absent: in 14 days.</param>
public sealed record SecretLinkRequest(Instant? ExpiresAt = null);

/// <summary>A link as organizers see it.</summary>
/// <param name="Url">The link itself, shown this once when it is made.</param>
public sealed record SecretLinkAnswer(Guid LinkId, Instant CreatedAt, string CreatedBy, Instant ExpiresAt, Instant? LastUsedAt, string? Url = null)
{
    internal static SecretLinkAnswer Of(SecretLink link, string? url = null) => new(
        link.Id, Instant.FromDateTimeOffset(link.Created), link.CreatedBy, Instant.FromDateTimeOffset(link.Expires),
        link.LastUsed is { } used ? Instant.FromDateTimeOffset(used) : null, url);
}

/// <summary>The links to something that open it.</summary>
public sealed record SecretLinksAnswer(ValueList<SecretLinkAnswer> Links);
