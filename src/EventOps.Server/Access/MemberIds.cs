using EventOps.Domain.Communities;
using EventOps.Domain.Shared;

namespace EventOps.Server.Access;

/// <summary>
/// The id by which the log knows a person: it follows from what the provider calls them and from the community, and tells
/// nobody who they are. The same person has another id in another community.
/// </summary>
internal static class MemberIds
{
    private static readonly Guid Space = new("3d0a7a52-8c1f-4f0e-9a57-0f5b6c2e9d31");

    public static Guid Of(string community, string issuer, MemberKind kind, string text) => NameBasedId.Create(
        Space, $"{community}\n{issuer}\n{kind}\n{(kind is MemberKind.Email ? text.Trim().ToLowerInvariant() : text)}");
}
