namespace EventOps.Server.Communities;

/// <summary>The stylesheet of a colour. It follows from the colour alone, so that browsers may keep it for ever.</summary>
internal static class LookRoute
{
    // The number is raised when the same colour makes another sheet.
    private const string Before = "2-";
    private const string After = ".css";

    public static string PathOf(string colour) => $"/assets/look/{Before}{colour[1..]}{After}";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/look/{sheet}", Sheet).ExcludeFromDescription();

    private static IResult Sheet(HttpContext context, string sheet)
    {
        var colour = sheet.Length == Before.Length + 6 + After.Length ? $"#{sheet.AsSpan(Before.Length, 6)}" : "";
        if (!Shades.IsColour(colour) || sheet != $"{Before}{colour[1..]}{After}")
            return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Text(Shades.Of(colour).Sheet, "text/css; charset=utf-8");
    }
}
