using System.Security.Cryptography;
using System.Text;
using EventOps.Server.Agendas;

namespace EventOps.Server.Pages;

/// <summary>
/// The stylesheet, the script and the icon. Their names carry a hash of their content, so that browsers may keep them for
/// ever and a changed one is another file.
/// </summary>
public static class PageAssets
{
    /// <summary>All that a page needs comes from its own origin; nothing inline, no frames, no foreign pictures.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    private static readonly Asset[] All =
    [
        Asset.Of("page", "css", "text/css; charset=utf-8",
            Read("tokens.css") + Read("page.css") + Read("parts.css") + Read("agenda.css") + DayGrid.Rules
            + Read("catalogue.css") + Read("forms.css") + Read("print.css")),
        Asset.Of("page", "js", "text/javascript; charset=utf-8", Read("page.js") + Read("stars.js")),
        Asset.Of("icon", "svg", "image/svg+xml", Read("icon.svg")),
    ];

    internal static string Style => All[0].Path;

    internal static string Script => All[1].Path;

    internal static string Icon => All[2].Path;

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        foreach (var asset in All)
        {
            routes.MapGet(asset.Path, (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Results.Bytes(asset.Content, asset.ContentType);
            }).ExcludeFromDescription();
        }
    }

    private static string Read(string name)
    {
        var type = typeof(PageAssets);
        using var stream = type.Assembly.GetManifestResourceStream(type, $"Look.{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded in {type.Assembly.GetName().Name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private sealed record Asset(string Path, string ContentType, byte[] Content)
    {
        public static Asset Of(string name, string extension, string contentType, string text)
        {
            var content = Encoding.UTF8.GetBytes(text);
            var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..12];
            return new($"/assets/{name}.{hash}.{extension}", contentType, content);
        }
    }
}
