namespace EventOps.Server.Pages;

/// <summary>What may be linked to, and how to say where a link goes.</summary>
internal static class WebLinks
{
    /// <summary>The address if it is absolute and of http, https or mailto; null otherwise.</summary>
    public static string? Safe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" ? uri.AbsoluteUri : null;

    /// <summary>"PDF · example.org": what somebody wants to know before following a link.</summary>
    public static string Describe(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return "";
        var extension = Path.GetExtension(uri.AbsolutePath).TrimStart('.').ToUpperInvariant();
        var host = uri.IdnHost.StartsWith("www.", StringComparison.Ordinal) ? uri.IdnHost[4..] : uri.IdnHost;
        return extension is "PDF" or "PPT" or "PPTX" or "KEY" or "ODP" or "ZIP" or "MP4" ? $"{extension} · {host}" : host;
    }
}
