namespace EventOps.Notifications.Sites;

/// <summary>One page of a community as a site would take it over.</summary>
/// <param name="Path">Where it is under the server's address, like <c>/community/spring-evening/recap.md</c>.</param>
/// <param name="Sha256">Of its bytes.</param>
public sealed record SitePage(string Path, byte[] Sha256);

/// <summary>All public pages of a community, as they are once everything up to a position is in them.</summary>
public delegate Task<IReadOnlyList<SitePage>> ListSitePages(string community, long position, CancellationToken ct);
