namespace EventOps.Server.Communities;

/// <summary>A community's name in addresses, which is also the tenant of its rows.</summary>
internal static class CommunityNames
{
    // First path segments that the server itself answers.
    private static readonly string[] Reserved = ["api", "docs", "openapi", "health", "metrics", "assets", "schemas"];

    public static bool IsName(string name) =>
        name.Length is >= 1 and <= 63
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal)
        && !Reserved.Contains(name);
}
