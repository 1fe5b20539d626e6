using System.Text;

namespace EventOps.Formats.Importing;

/// <summary>The meetup's name in addresses, from its front matter or its file.</summary>
internal static class Slugs
{
    private const int Longest = 80;

    public static string Of(SourcePage page, FrontMatter front)
    {
        var parts = page.Path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        var file = parts.Length > 0 ? parts[^1] : "page";
        var name = file.LastIndexOf('.') is > 0 and var dot ? file[..dot] : file;
        // Hugo's bundles and translations: x/index.md and x.zh.md are x.
        if (name.TrimStart('_').Split('.')[0] is "index" or "README" && parts.Length > 1)
            name = parts[^2];
        return Plain(front.Value("slug") ?? name) is { Length: > 0 } slug ? slug : $"meetup-{Convert.ToHexStringLower(Hash(name))}";
    }

    /// <summary>The file's own name; null when it is one of the plain ones that say nothing.</summary>
    public static string? OfFile(string path, IReadOnlyList<string> plain)
    {
        var file = path[(path.LastIndexOf('/') + 1)..];
        return Plain(file.LastIndexOf('.') is > 0 and var dot ? file[..dot] : file) is { Length: > 0 } slug && !plain.Contains(slug) ? slug : null;
    }

    /// <summary>Null when nothing of the name may stand in an address.</summary>
    public static string? OfName(string name) => Plain(name) is { Length: > 0 } slug ? slug : null;

    /// <summary>Of pages that claim one slug only the first keeps its meetup.</summary>
    public static IEnumerable<ImportedPage> Once(IEnumerable<ImportedPage> pages)
    {
        var slugs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            var first = page is { Meetup: { } meetup, DuplicateOf: null } && !slugs.TryAdd(meetup.Slug, page.Path) ? slugs[meetup.Slug] : null;
            yield return first is null ? page : page with
            {
                Meetup = null,
                Findings = [new(FindingSeverity.Error, "page.slug_twice", $"'{first}' has the same slug '{page.Meetup!.Slug}'.", 1), .. page.Findings],
            };
        }
    }

    private static byte[] Hash(string name) => System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name))[..4];

    private static string Plain(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in Folding.Fold(name).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-' && slug.Length < Longest)
                slug.Append('-');
            if (slug.Length >= Longest)
                break;
        }

        return slug.ToString().Trim('-');
    }
}
