namespace EventOps.Server.Pages;

/// <summary>What a browser is told besides the page: what it may load, and that it must not guess.</summary>
internal static class PageHeaders
{
    public static void Put(HttpResponse response, string contentType)
    {
        response.ContentType = contentType;
        response.Headers.XContentTypeOptions = "nosniff";
        if (contentType != Ready.Html)
            return;
        response.Headers.ContentSecurityPolicy = PageAssets.ContentSecurityPolicy;
        response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
    }
}
