namespace EventOps.Server.Hosting;

/// <summary>
/// What every answer carries that is not a page (<see cref="Pages.PageHeaders"/>): it is taken for what it says it is, shown in
/// nobody's frame, and loads nothing should a browser show it. Whatever set a header before keeps it.
/// </summary>
internal static class SecurityHeaders
{
    private const string NothingLoads = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // The page that tries the API styles itself as it goes.
    private const string Documentation =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string OneYear = "max-age=31536000";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var overTls = app.Services.GetRequiredService<ServerSettings>().PublicUrl?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;
        app.Use((context, next) =>
        {
            // Not now: whoever turns an error into a problem clears what was set.
            context.Response.OnStarting(overTls ? PutOverTls : Put, context);
            return next(context);
        });
    }

    private static readonly Func<object, Task> Put = context => Complete((HttpContext)context);

    private static readonly Func<object, Task> PutOverTls = context =>
    {
        ((HttpContext)context).Response.Headers.StrictTransportSecurity = OneYear;
        return Complete((HttpContext)context);
    };

    private static Task Complete(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Content-Security-Policy", context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal) ? Documentation : NothingLoads);
        return Task.CompletedTask;
    }
}
