namespace EventOps.Server.Pages;

/// <summary>What may be linked to, and how to say where a link goes.</summary>
internal static class WebLinks
{
    /// <summary>The address if it is absolute and of http, https or mailto; null otherwise.</summary>
    public static string? Safe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" ? uri.AbsoluteUri : null;

    /// <summary>"PDF · example.org": what somebody wants to know before following a link.</summary>
    public static string Describe(string url) => FileType(url) is { } type ? $"{type} · {Host(url)}" : Host(url);

    /// <summary>Null for what is not plainly a file that people know.</summary>
    public static string? FileType(string url) =>
        Path.GetExtension(Web(url)?.AbsolutePath)?.TrimStart('.').ToUpperInvariant() is
            ("PDF" or "PPT" or "PPTX" or "KEY" or "ODP" or "ZIP" or "MP4") and { } type ? type : null;

    public static string Host(string url)
    {
        var host = Web(url)?.IdnHost ?? "";
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    private static Uri? Web(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
}
